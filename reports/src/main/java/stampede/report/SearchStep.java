package stampede.report;

/**
 * One flood of a search, at one rate.
 *
 * @param cell id of the cell that holds its figures
 * @param purpose {@code bracket}, {@code narrow}, {@code confirm} or {@code above}
 * @param ratePerS the rate asked for
 * @param achievedPerS requests that were begun per second; null when not measured
 * @param valueUs the first duration of the objective, in microseconds; null when not known, or the
 *     objective has none
 * @param p50Us median latency from the intended start, in microseconds; null when not known
 * @param p99Us its 99th percentile
 * @param errors requests that were not answered
 * @param valid whether its figures can be believed
 * @param met whether it met the objective
 * @param why why not, in a sentence; null when it did
 */
public record SearchStep(
    String cell,
    String purpose,
    double ratePerS,
    Double achievedPerS,
    Double valueUs,
    Double p50Us,
    Double p99Us,
    long errors,
    boolean valid,
    boolean met,
    String why) {

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public SearchStep {
    Fields.required(cell, "cell");
    Fields.required(purpose, "purpose");
    achievedPerS = Fields.finite(achievedPerS);
    valueUs = Fields.finite(valueUs);
    p50Us = Fields.finite(p50Us);
    p99Us = Fields.finite(p99Us);
  }

  /** Whether it shows that the objective was not met: errors are errors, valid or not. */
  public boolean isTold() {
    return !met && (valid || errors > 0);
  }
}
