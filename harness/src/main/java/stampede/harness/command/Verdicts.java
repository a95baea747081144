package stampede.harness.command;

import stampede.harness.ExitCode;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.conformance.ConformanceDocument;

/** What a run comes to, as an exit code: the worst of its cells. */
final class Verdicts {
  private Verdicts() {}

  static ExitCode exitCode(RunDocument document) {
    if (document.cells().stream().anyMatch(cell -> cell.audit().verdict().equals("fail"))) {
      return ExitCode.FAILED;
    }
    if (document.failure() != null) {
      return ExitCode.UNAVAILABLE;
    }
    if (document.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    boolean whole =
        !document.cells().isEmpty() && document.cells().stream().allMatch(Verdicts::isConclusive);
    return whole ? ExitCode.PASSED : ExitCode.INCONCLUSIVE;
  }

  static ExitCode exitCode(ConformanceDocument document) {
    return switch (document.verdict()) {
      case "fail" -> ExitCode.FAILED;
      case "unavailable" -> ExitCode.UNAVAILABLE;
      default -> settled(document);
    };
  }

  private static ExitCode settled(ConformanceDocument document) {
    if (document.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    return document.verdict().equals("pass") ? ExitCode.PASSED : ExitCode.INCONCLUSIVE;
  }

  private static boolean isConclusive(Cell cell) {
    return cell.valid() && !cell.audit().verdict().equals("inconclusive");
  }
}
