package stampede.report;

/**
 * What was expected of a figure of a cell, and whether it was so.
 *
 * @param condition as typed, such as {@code p99<5ms}
 * @param value the figure, in {@code unit}; null when it is not known, and then the condition is
 *     not met
 * @param unit {@code us}, {@code per s}, {@code %}, or empty for a plain number
 * @param met whether the figure is as expected
 * @param believed whether the figure can be believed: the cell is valid, or the figure is a count
 */
public record Expectation(
    String condition, Double value, String unit, boolean met, boolean believed) {

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public Expectation {
    Fields.required(condition, "condition");
    Fields.required(unit, "unit");
    value = Fields.finite(value);
  }

  /** Whether it says that something is wrong, and not only that nothing is known for sure. */
  public boolean hasFailed() {
    return !met && believed;
  }
}
