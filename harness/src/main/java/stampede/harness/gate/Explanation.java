package stampede.harness.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import stampede.report.gate.GateMetric;
import stampede.report.gate.GateViolation;

/** What a gate comes to, in a sentence or two for somebody who knows no statistics. Pure. */
final class Explanation {
  private static final double S_PER_MINUTE = 60;

  private Explanation() {}

  /**
   * Of a comparison.
   *
   * @param ended why its rounds ran out, where they did
   */
  static String compared(
      GatePlan plan,
      Standing standing,
      String verdict,
      List<GateMetric> metrics,
      List<GateViolation> violations,
      Optional<String> ended) {
    if (!violations.isEmpty()) {
      return outright(violations);
    }
    String kept =
        plan.stored()
            .map(
                stored ->
                    " The baseline is what was measured on "
                        + stored.measuredAt()
                        + ", not a server that ran beside the candidate: whatever else has changed"
                        + " on this machine since then is in the difference too.")
            .orElse("");
    String rounds = standing.rounds() + (standing.rounds() == 1 ? " round" : " rounds");
    // of what is not established it is among the reasons
    String early = ended.map(why -> " It decided by these: " + why + ".").orElse("");
    return switch (verdict) {
          case "pass" -> passed(metrics, rounds) + early;
          case "fail" -> failed(metrics, rounds) + early;
          default -> open(metrics, rounds);
        }
        + kept;
  }

  private static String outright(List<GateViolation> violations) {
    GateViolation first = violations.getFirst();
    String more = violations.size() == 1 ? "" : " and " + (violations.size() - 1) + " more";
    return switch (first.kind()) {
          case "audit" -> "The audit of the " + first.arm() + " failed in " + first.what();
          case "conformance" -> "The " + first.arm() + " failed the check " + first.what();
          case "died" -> "The " + first.arm() + " ended in the middle of " + first.what();
          default -> "The " + first.arm() + " left requests without an answer";
        }
        + more
        + ": "
        + first.detail().replaceAll("[.\\s]+$", "")
        + ". No figure makes up for that.";
  }

  private static String passed(List<GateMetric> metrics, String rounds) {
    return "No worse than tolerated, after "
        + rounds
        + ": "
        + metrics.stream()
            .filter(metric -> !metric.isAdvisory())
            .map(
                metric ->
                    String.format(
                        Locale.ROOT,
                        "%s at most %.1f%% worse (%s tolerated)",
                        metric.name(),
                        Math.max(0, metric.upperPercent()),
                        percent(metric.tolerancePercent())))
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static String failed(List<GateMetric> metrics, String rounds) {
    return "Worse than tolerated, after "
        + rounds
        + ": "
        + metrics.stream()
            .filter(metric -> !metric.isAdvisory() && metric.verdict().equals("fail"))
            .map(
                metric ->
                    String.format(
                        Locale.ROOT,
                        "%s is about %.1f%% worse, at least %.1f%% (%s tolerated)",
                        metric.name(),
                        metric.estimatePercent(),
                        metric.lowerPercent(),
                        percent(metric.tolerancePercent())))
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static String open(List<GateMetric> metrics, String rounds) {
    List<String> names = new ArrayList<>();
    for (GateMetric metric : metrics) {
      if (!metric.isAdvisory() && !metric.verdict().equals("pass")) {
        names.add(metric.name());
      }
    }
    String which = names.isEmpty() ? "no metric could decide" : String.join(", ", names);
    return "Not established, after "
        + rounds
        + ": "
        + which
        + (names.isEmpty()
            ? "."
            : " could be shown neither to be within what is tolerated nor to be worse.");
  }

  /** Of a calibration. */
  static String calibrated(
      GatePlan plan, List<GateMetric> metrics, List<GateViolation> violations, double roundS) {
    if (!violations.isEmpty()) {
      return outright(violations);
    }
    String effects =
        metrics.stream()
            .filter(metric -> metric.smallestEffectPercent() != null)
            .map(
                metric ->
                    String.format(
                        Locale.ROOT,
                        "%s varies by %.1f%%, so nine of ten slow-downs of %.1f%% are seen",
                        metric.name(),
                        metric.noisePercent(),
                        metric.smallestEffectPercent()))
            .collect(Collectors.joining("; "));
    List<Integer> looks = plan.looks().rounds();
    return (effects.isEmpty() ? "The noise is not known" : "From round to round " + effects)
        + String.format(
            Locale.ROOT,
            ". A gate of %d rounds takes %.1f minutes at most, and %.1f if its first look decides.",
            looks.getLast(),
            looks.getLast() * roundS / S_PER_MINUTE,
            looks.getFirst() * roundS / S_PER_MINUTE);
  }

  static String percent(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f%%", value)
        : String.format(Locale.ROOT, "%.1f%%", value);
  }
}
