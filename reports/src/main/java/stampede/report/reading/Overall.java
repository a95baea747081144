package stampede.report.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.Search;

/**
 * The run in one sentence, for the top of every rendering.
 *
 * @param outcome the worst that was found
 * @param sentence says it, with numbers
 */
public record Overall(Outcome outcome, String sentence) {

  /** From best to worst. */
  public enum Outcome {
    PASS,
    /**
     * Nothing is wrong, but the server leaves no ledger to show that every request was served once.
     */
    UNSUPPORTED,
    INCONCLUSIVE,
    FAIL
  }

  /** Judges a run. A run without cells, or without a request answered, shows nothing. */
  public static Overall of(RunDocument document) {
    List<Cell> cells = document.cells();
    if (document.search() != null) {
      return ofSearch(document);
    }
    if (cells.isEmpty()) {
      return new Overall(Outcome.INCONCLUSIVE, "No cell was finished: this run shows nothing.");
    }
    long failed = audits(cells, "fail");
    long passed = audits(cells, "pass");
    long invalid = cells.stream().filter(cell -> !cell.valid()).count();
    List<String> parts = new ArrayList<>();
    parts.add(auditWords(cells, failed, passed));
    parts.add(validityWords(cells.size(), invalid));
    expectationWords(document).ifPresent(parts::add);
    endWords(document).ifPresent(parts::add);
    boolean disappointed = Expected.hasFailed(document);
    Outcome outcome = disappointed ? Outcome.FAIL : outcome(cells, failed, passed, invalid);
    boolean cut = document.failure() != null && outcome != Outcome.FAIL;
    return new Overall(cut ? Outcome.INCONCLUSIVE : outcome, String.join(" ", parts));
  }

  /** Floods beyond what a server can do are part of a search, and prove nothing against it. */
  private static Overall ofSearch(RunDocument document) {
    Search search = document.search();
    List<String> parts = new ArrayList<>();
    parts.add(search.explanation());
    long failed = audits(document.cells(), "fail");
    if (failed > 0) {
      parts.add(auditWords(document.cells(), failed, 0));
    }
    expectationWords(document).ifPresent(parts::add);
    endWords(document).ifPresent(parts::add);
    boolean wrong = failed > 0 || search.hasFailed() || Expected.hasFailed(document);
    Outcome settled = search.confirmed() ? Outcome.PASS : Outcome.INCONCLUSIVE;
    return new Overall(wrong ? Outcome.FAIL : settled, String.join(" ", parts));
  }

  private static Optional<String> expectationWords(RunDocument document) {
    List<Expected> all = Expected.of(document);
    long unmet = all.stream().filter(each -> !each.expectation().met()).count();
    return unmet == 0
        ? Optional.empty()
        : Optional.of(
            "Of %s, %s not met."
                .formatted(
                    Numbers.counted(all.size(), "expectation"),
                    Numbers.count(unmet) + (unmet == 1 ? " was" : " were")));
  }

  private static Optional<String> endWords(RunDocument document) {
    if (document.failure() != null) {
      return Optional.of(
          "The run ended early: "
              + document.failure().message()
              + " (while "
              + document.failure().cell()
              + " was measured). Only the cells finished before are here.");
    }
    return document.interrupted()
        ? Optional.of("The run was interrupted: only the cells finished before are here.")
        : Optional.empty();
  }

  private static Outcome outcome(List<Cell> cells, long failed, long passed, long invalid) {
    if (failed > 0) {
      return Outcome.FAIL;
    }
    boolean unsettled = audits(cells, "inconclusive") > 0 || invalid > 0 || answered(cells) == 0;
    if (unsettled) {
      return Outcome.INCONCLUSIVE;
    }
    return passed == cells.size() ? Outcome.PASS : Outcome.UNSUPPORTED;
  }

  private static String auditWords(List<Cell> cells, long failed, long passed) {
    if (failed > 0) {
      return "The audit failed in %s of %s: not every request was serviced exactly once."
          .formatted(Numbers.count(failed), Numbers.counted(cells.size(), "cell"));
    }
    if (passed == cells.size()) {
      return "Every audit passed: %s answered, each serviced exactly once."
          .formatted(Numbers.counted(answered(cells), "request"));
    }
    if (passed == 0) {
      return "No cell could be audited in full, so it is not shown that each request was serviced"
          + " exactly once.";
    }
    return "The audit passed in %s of %s and could not be settled in the rest."
        .formatted(Numbers.count(passed), Numbers.counted(cells.size(), "cell"));
  }

  private static String validityWords(int cells, long invalid) {
    if (invalid == 0) {
      return cells == 1 ? "The cell is valid." : "All " + cells + " cells are valid.";
    }
    return Numbers.count(invalid)
        + " of "
        + Numbers.counted(cells, "cell")
        + (invalid == 1 ? " is" : " are")
        + " not valid: do not compare by those figures.";
  }

  private static long audits(List<Cell> cells, String verdict) {
    return cells.stream()
        .filter(cell -> cell.audit() != null && cell.audit().verdict().equals(verdict))
        .count();
  }

  private static long answered(List<Cell> cells) {
    return cells.stream().mapToLong(cell -> cell.requests().ok()).sum();
  }
}
