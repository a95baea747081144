package stampede.report.conclusion;

import java.util.List;
import java.util.function.Predicate;
import stampede.report.Cell;
import stampede.report.reading.Conditions;

/**
 * Cells that compare: measured under the same conditions on as many CPUs.
 *
 * @param group number of the conditions within the run, from 1, with which their charts are named
 * @param conditions the load, the work, the way of closing
 * @param cpus processors the servers had
 * @param cells all of them, in the order of the run
 */
record Peers(int group, Conditions conditions, int cpus, List<Cell> cells) {

  /** Those whose figures can be believed and repeated themselves. */
  List<Cell> believed() {
    return cells.stream().filter(Grounds::isBelieved).toList();
  }

  List<Cell> believed(Predicate<Cell> and) {
    return believed().stream().filter(and).toList();
  }

  /** The chart of a section that shows these cells. */
  Evidence drawn(String section, String title) {
    return new Evidence.Drawn(section + "-" + group, title);
  }
}
