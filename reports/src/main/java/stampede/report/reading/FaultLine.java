package stampede.report.reading;

import java.util.ArrayList;
import java.util.List;
import stampede.report.Cell;
import stampede.report.FaultTotals;

/**
 * One fault in one cell, as tables show it.
 *
 * @param cell the cell
 * @param fault what was done and what it cost, over all rounds
 */
public record FaultLine(Cell cell, FaultTotals fault) {
  /** How to read a table of faults. */
  public static final String HOW_TO_READ =
      "Lost: requests that were under way while handlers were away and got no answer; a killed"
          + " handler may lose what it had in service. Stranded: requests that waited for a handler"
          + " that was away while others took later ones or had nothing to do; where handlers share"
          + " one queue there should be none, where each has its own its share waits until it is"
          + " back. Nothing may be serviced twice: see the audit.";

  /** Every fault of these cells. */
  public static List<FaultLine> of(List<Cell> cells) {
    List<FaultLine> lines = new ArrayList<>();
    for (Cell cell : cells) {
      cell.faults().forEach(fault -> lines.add(new FaultLine(cell, fault)));
    }
    return lines;
  }
}
