package stampede.report.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stampede.report.AuditExample;
import stampede.report.Cell;
import stampede.report.Expectation;
import stampede.report.RunDocument;
import stampede.report.Search;
import stampede.report.reading.CellLine;
import stampede.report.reading.Expected;
import stampede.report.reading.Numbers;

/** The test cases of a run: those of a cell, and those of the run as a whole. */
final class RunCases {
  private RunCases() {}

  static List<Case> of(Cell cell, RunDocument document) {
    String around = figures(cell) + "\nseed " + document.seed() + "\n" + document.command() + "\n";
    List<Case> cases = new ArrayList<>();
    cases.add(audit(cell, around));
    cases.add(validity(cell, document.search() != null, around));
    for (Expectation each : cell.expectations()) {
      cases.add(expectation(new Expected(cell, each), around));
    }
    return cases;
  }

  private static Case audit(Cell cell, String around) {
    String verdict = cell.audit() == null ? "unsupported" : cell.audit().verdict();
    CaseOutcome outcome =
        switch (verdict) {
          case "pass" -> CaseOutcome.PASSED;
          case "fail" -> CaseOutcome.FAILED;
          case "unsupported" -> CaseOutcome.SKIPPED;
          default -> CaseOutcome.BROKEN;
        };
    String words =
        cell.audit() == null || cell.audit().explanation() == null
            ? "whether every request was serviced exactly once: " + verdict
            : cell.audit().explanation();
    String examples =
        cell.audit() == null
            ? ""
            : cell.audit().examples().stream().map(RunCases::line).collect(Collectors.joining());
    return new Case("audit", outcome, verdict, words, words + "\n" + examples + "\n" + around);
  }

  private static String line(AuditExample example) {
    return "%s %s: %s\n".formatted(example.kind(), example.requestId(), example.detail());
  }

  /** Floods that are not valid are part of a search: beyond what a server can do they must be. */
  private static Case validity(Cell cell, boolean searched, String around) {
    String reasons =
        cell.invalidReasons().isEmpty()
            ? "no reason was given"
            : String.join("; ", cell.invalidReasons());
    String words = cell.valid() ? "its figures can be believed" : "not valid: " + reasons;
    CaseOutcome broken = searched ? CaseOutcome.SKIPPED : CaseOutcome.BROKEN;
    return new Case(
        "validity",
        cell.valid() ? CaseOutcome.PASSED : broken,
        cell.valid() ? "valid" : "invalid",
        words,
        words + "\n\n" + around);
  }

  private static Case expectation(Expected expected, String around) {
    Expectation each = expected.expectation();
    CaseOutcome settled = each.met() ? CaseOutcome.PASSED : CaseOutcome.FAILED;
    String words =
        "%s: it is %s, %s".formatted(each.condition(), expected.value(), expected.outcome());
    return new Case(
        "expected " + each.condition(),
        each.believed() ? settled : CaseOutcome.BROKEN,
        each.met() ? "met" : "not met",
        words,
        words + "\n\n" + around);
  }

  private static String figures(Cell cell) {
    CellLine line = CellLine.of(cell);
    return """
    answers per s: %s
    p50: %s
    p99: %s
    wakeups per accept: %s
    empty accepts per accept: %s
    server CPU per connection: %s
    audit: %s
    limited by: %s
    requests: %s invoked, %s ok
    """
        .formatted(
            line.throughput(),
            line.p50(),
            line.p99(),
            line.wakeups(),
            line.emptyAccepts(),
            line.serverCpu(),
            line.audit(),
            line.limit(),
            Numbers.count(cell.requests().invoked()),
            Numbers.count(cell.requests().ok()));
  }

  /** What belongs to no cell; none when nothing is the matter and nothing was searched. */
  static List<Case> whole(RunDocument document) {
    List<Case> cases = new ArrayList<>();
    if (document.failure() != null) {
      String words =
          document.failure().message() + " (while " + document.failure().cell() + " was measured)";
      cases.add(broken("run ended early", words));
    }
    if (document.interrupted()) {
      cases.add(broken("run was interrupted", "only the cells finished before are here"));
    }
    if (document.cells().isEmpty()) {
      cases.add(broken("run shows something", "no cell was finished"));
    }
    if (document.search() != null) {
      cases.add(search(document.search()));
    }
    return cases;
  }

  private static Case broken(String name, String words) {
    return new Case(name, CaseOutcome.BROKEN, "inconclusive", words, words + "\n");
  }

  private static Case search(Search search) {
    CaseOutcome open = search.hasFailed() ? CaseOutcome.FAILED : CaseOutcome.BROKEN;
    return new Case(
        "search for the highest rate with " + String.join(", ", search.objective()),
        search.confirmed() ? CaseOutcome.PASSED : open,
        search.confirmed() ? "confirmed" : "not confirmed",
        search.explanation(),
        search.explanation() + "\n");
  }
}
