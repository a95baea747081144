package stampede.harness.experiment;

import java.util.Optional;
import stampede.report.Cell;

/**
 * Which rounds are run, one after another; the next may depend on how the last one ended. One
 * thread uses it.
 */
public interface Course {
  /** The round to run now; empty when there is none left. */
  Optional<ExperimentPlan.Step> next();

  /** How the round given last ended: its cell, of that round alone. */
  void ended(Cell cell);

  /**
   * How long nothing is to be done before {@link #next} is asked, in nanoseconds; 0 for most. Asked
   * after each {@link #ended}.
   */
  default long restNs() {
    return 0;
  }
}
