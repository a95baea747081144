package stampede.harness.gate;

import java.util.Arrays;
import java.util.OptionalDouble;
import stampede.report.reading.Median;

/**
 * The averages of all pairs of differences, each with itself too: n(n+1)/2 of them, ascending.
 * Immutable, pure.
 */
final class WalshAverages {
  private final double[] sorted;

  private WalshAverages(double[] sorted) {
    this.sorted = sorted;
  }

  /** Those of at least one difference. */
  static WalshAverages of(double[] differences) {
    int n = differences.length;
    double[] averages = new double[n * (n + 1) / 2];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        averages[next++] = (differences[i] + differences[j]) / 2;
      }
    }
    Arrays.sort(averages);
    return new WalshAverages(averages);
  }

  /** The Hodges-Lehmann estimate of the centre: their median. */
  double estimate() {
    return Median.ofSorted(sorted);
  }

  /** The k-th smallest, k from 1; empty when k is nought. */
  OptionalDouble lower(int k) {
    return k == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[k - 1]);
  }

  /** The k-th largest, k from 1; empty when k is nought. */
  OptionalDouble upper(int k) {
    return k == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[sorted.length - k]);
  }
}
