package stampede.report.conclusion;

import stampede.report.Cell;

/** Where in the report a reader can see for himself. */
public sealed interface Evidence {

  /** What was measured of one cell. */
  record Measured(Cell cell) implements Evidence {}

  /**
   * A chart and its table.
   *
   * @param anchor where it is in the HTML report, without the mark before it
   * @param title what it is called
   */
  record Drawn(String anchor, String title) implements Evidence {}
}
