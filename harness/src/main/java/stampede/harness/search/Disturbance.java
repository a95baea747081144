package stampede.harness.search;

import java.util.Optional;
import stampede.harness.experiment.OutsideCauses;
import stampede.report.Cell;

/**
 * Floods that say nothing of the server: they cannot be believed, though what they show would do or
 * the reason is none of the server's, and not for want of a faster load generator. Something else
 * keeps the machine busy. Such a flood is run again once; after too many in a row there is no point
 * in going on. One thread uses it.
 */
final class Disturbance {
  static final int MOST_IN_A_ROW = 6;

  private int inARow;
  private boolean again;
  private String reason = "";

  /** Whether a flood says nothing of the server, not even that it can do no more. */
  static boolean tellsNothing(Cell cell, Objective objective) {
    return !cell.valid()
        && (isGenerators(cell)
            || objective.isMetByFigures(cell)
            || OutsideCauses.steal(cell).isPresent()
            || OutsideCauses.isBegunLate(cell));
  }

  private static boolean isGenerators(Cell cell) {
    return cell.limitedBy().equals("generator");
  }

  /** How a flood ended. */
  void ended(Cell cell, Objective objective) {
    boolean disturbed = tellsNothing(cell, objective) && !isGenerators(cell);
    again = disturbed && !again;
    inARow = disturbed ? inARow + 1 : 0;
    reason = disturbed ? String.join("; ", cell.invalidReasons()) : "";
  }

  /** Whether the last flood is to be run again before it counts. */
  boolean wantsAgain() {
    return again && !isTooMuch();
  }

  /** Whether nothing can be established here now. */
  boolean isTooMuch() {
    return inARow >= MOST_IN_A_ROW;
  }

  /** Why, in a sentence; empty when it can. */
  Optional<String> words() {
    return isTooMuch()
        ? Optional.of(
            "Not established: the figures of %d floods in a row are not valid (%s); something else"
                    .formatted(inARow, reason)
                + " keeps this machine busy.")
        : Optional.empty();
  }
}
