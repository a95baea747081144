package stampede.harness.command;

import stampede.harness.ExitCode;
import stampede.report.Audit;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.Search;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.gate.GateDocument;
import stampede.report.reading.Expected;

/** What a run comes to, as an exit code: the worst of its cells. */
final class Verdicts {
  private Verdicts() {}

  static ExitCode exitCode(RunDocument document) {
    boolean search = document.search() != null;
    if (document.cells().stream().anyMatch(cell -> isFailure(cell.audit(), search))) {
      return ExitCode.FAILED;
    }
    if (document.failure() != null) {
      return ExitCode.UNAVAILABLE;
    }
    if (document.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    if (Expected.hasFailed(document)) {
      return ExitCode.FAILED;
    }
    if (search) {
      return exitCode(document.search());
    }
    boolean whole =
        !document.cells().isEmpty() && document.cells().stream().allMatch(Verdicts::isConclusive);
    return whole ? ExitCode.PASSED : ExitCode.INCONCLUSIVE;
  }

  /** A search asks for more than a server can do, too: what that leaves unanswered is no wrong. */
  private static boolean isFailure(Audit audit, boolean search) {
    return audit.verdict().equals("fail") && (audit.isWrong() || !search);
  }

  /** Floods that are not valid are part of a search: beyond what a server can do they must be. */
  private static ExitCode exitCode(Search search) {
    if (search.hasFailed()) {
      return ExitCode.FAILED;
    }
    return search.confirmed() ? ExitCode.PASSED : ExitCode.INCONCLUSIVE;
  }

  static ExitCode exitCode(ConformanceDocument document) {
    return switch (document.verdict()) {
      case "fail" -> ExitCode.FAILED;
      case "unavailable" -> ExitCode.UNAVAILABLE;
      default -> settled(document);
    };
  }

  /**
   * What a gate comes to.
   *
   * @param lost whether a server could not be started or reached any more
   */
  static ExitCode exitCode(GateDocument document, boolean lost) {
    return switch (document.verdict()) {
      case "fail" -> ExitCode.FAILED;
      case "pass" -> ExitCode.PASSED;
      default -> {
        if (lost) {
          yield ExitCode.UNAVAILABLE;
        }
        yield document.interrupted() ? ExitCode.INTERRUPTED : ExitCode.INCONCLUSIVE;
      }
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
