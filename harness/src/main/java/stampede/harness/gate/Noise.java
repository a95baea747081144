package stampede.harness.gate;

import java.util.Arrays;
import java.util.OptionalDouble;
import stampede.report.reading.Median;

/**
 * The noise of one round: the standard deviation of the log ratios, from the median of their
 * distances to their median (MAD) times 1.4826, which is the deviation of a normal distribution,
 * and n/(n-0.8) for small n. Up to half of the rounds may be outliers without ruling it. Source:
 * Rousseeuw and Croux, Alternatives to the Median Absolute Deviation, 1993. Pure.
 */
final class Noise {
  /** Fewer rounds say nothing of noise. */
  static final int LEAST_ROUNDS = 5;

  private static final double NORMAL = 1.4826;
  private static final double SMALL = 0.8;

  private Noise() {}

  /** The noise of those log ratios; empty when there are too few. */
  static OptionalDouble of(double[] changes) {
    int n = changes.length;
    if (n < LEAST_ROUNDS) {
      return OptionalDouble.empty();
    }
    double centre = Median.of(changes);
    double[] distances = Arrays.stream(changes).map(each -> Math.abs(each - centre)).toArray();
    return OptionalDouble.of(NORMAL * n / (n - SMALL) * Median.of(distances));
  }
}
