package stampede.report.reading;

import java.util.Arrays;

/**
 * The median of figures: of an even number, what lies halfway between the two in the middle. Pure.
 */
public final class Median {
  private Median() {}

  /** Of at least one figure, in any order; they stay as they are. */
  public static double of(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted);
  }

  /** Of at least one figure, ascending. */
  public static double ofSorted(double[] figures) {
    int middle = figures.length / 2;
    return figures.length % 2 == 1 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
  }
}
