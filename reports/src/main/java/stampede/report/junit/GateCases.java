package stampede.report.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stampede.report.gate.GateDocument;
import stampede.report.gate.GateViolation;
import stampede.report.reading.Change;
import stampede.report.reading.GateReading;
import stampede.report.reading.MetricReading;

/** The test cases of a gate. */
final class GateCases {
  private GateCases() {}

  /** Each metric, then the audit, conformance, and what is the matter with the gate as a whole. */
  static List<Case> of(GateReading reading) {
    List<Case> cases = new ArrayList<>();
    reading.metrics().forEach(metric -> cases.add(metric(metric, reading)));
    cases.add(
        violations(reading, "audit", "every request was serviced exactly once, as far as audited"));
    cases.add(violations(reading, "conformance", "no check that was asked for failed"));
    reading.document().violations().stream()
        .map(GateViolation::kind)
        .distinct()
        .filter(kind -> !kind.equals("audit") && !kind.equals("conformance"))
        .forEach(kind -> cases.add(violations(reading, kind, "")));
    if (isUndecidedAsAWhole(reading.document())) {
      cases.add(whole(reading));
    }
    return cases;
  }

  private static Case metric(MetricReading each, GateReading reading) {
    String verdict = each.metric().verdict();
    CaseOutcome outcome =
        each.metric().isAdvisory() && !verdict.equals("pass")
            ? CaseOutcome.SKIPPED
            : outcome(verdict);
    String figures =
        """
        %s
        A, the baseline: %s
        B, the candidate: %s
        how much worse B is: %s
        tolerated: %s
        """
            .formatted(
                each.sentence(),
                each.baseline(),
                each.candidate(),
                Change.withBounds(each.metric()),
                Change.tolerance(each.metric().tolerancePercent()));
    return new Case(each.name(), outcome, verdict, each.sentence(), figures + around(reading));
  }

  private static Case violations(GateReading reading, String kind, String good) {
    List<GateViolation> found =
        reading.document().violations().stream().filter(v -> v.kind().equals(kind)).toList();
    if (found.isEmpty()) {
      return new Case(kind, CaseOutcome.PASSED, "pass", good, good + "\n");
    }
    String first = GateReading.sentence(found.getFirst());
    String message =
        found.size() == 1 ? first : first + " (and %d more)".formatted(found.size() - 1);
    String detail = found.stream().map(GateCases::line).collect(Collectors.joining());
    return new Case(kind, CaseOutcome.FAILED, "fail", message, detail + around(reading));
  }

  private static String line(GateViolation violation) {
    String repeat =
        violation.repeat() == null ? "" : "repeat just this: " + violation.repeat() + "\n";
    return GateReading.sentence(violation) + "\n" + repeat;
  }

  /** Where no case says why the gate did not pass, the gate itself must. */
  private static boolean isUndecidedAsAWhole(GateDocument document) {
    return !document.verdict().equals("pass") && !document.invalidReasons().isEmpty();
  }

  private static Case whole(GateReading reading) {
    GateDocument document = reading.document();
    String reasons = String.join("\n", document.invalidReasons());
    return new Case(
        "whole gate",
        CaseOutcome.BROKEN,
        document.verdict(),
        String.join("; ", GateReading.first(document.invalidReasons(), 3)),
        reasons + "\n" + around(reading));
  }

  /** What a reader of one case must know of all. */
  private static String around(GateReading reading) {
    return """

    %s

    %s
    %s
    repeat: %s
    """
        .formatted(reading.sentence(), reading.howToRead(), reading.rounds(), reading.repeat());
  }

  private static CaseOutcome outcome(String verdict) {
    return switch (verdict) {
      case "pass" -> CaseOutcome.PASSED;
      case "fail" -> CaseOutcome.FAILED;
      default -> CaseOutcome.BROKEN;
    };
  }
}
