package stampede.report.comparison;

/**
 * The exact distribution of the Mann-Whitney statistic U of two samples drawn from the same
 * population: in how many of the m times n pairs the one of the first sample is the greater. Of the
 * arrangements of m and n values each is as likely; the last of them is of either sample, which
 * gives the recursion. Immutable, pure.
 *
 * <p>Bounds of a shift come from it: the chance that the k-th smallest of the m times n differences
 * lies above the true shift is P(U &lt; k). Source: Hollander, Wolfe and Chicken, Nonparametric
 * Statistical Methods, sections 4.1 to 4.3.
 */
final class RankSumDistribution {
  private final double[] cumulative;

  /** That of samples of so many, each at least 1. */
  RankSumDistribution(int m, int n) {
    double[][] row = new double[n + 1][];
    for (int j = 0; j <= n; j++) {
      row[j] = new double[] {1};
    }
    for (int i = 1; i <= m; i++) {
      double[][] next = new double[n + 1][];
      next[0] = new double[] {1};
      for (int j = 1; j <= n; j++) {
        next[j] = mixed(row[j], next[j - 1], i, j);
      }
      row = next;
    }
    cumulative = row[n];
    for (int u = 1; u < cumulative.length; u++) {
      cumulative[u] += cumulative[u - 1];
    }
  }

  /** The greatest value is of the first sample, below which lie all j; or of the second. */
  private static double[] mixed(double[] oneLessFirst, double[] oneLessSecond, int i, int j) {
    double[] chance = new double[i * j + 1];
    double first = (double) i / (i + j);
    for (int u = 0; u < chance.length; u++) {
      double ofFirst = u >= j && u - j < oneLessFirst.length ? oneLessFirst[u - j] : 0;
      double ofSecond = u < oneLessSecond.length ? oneLessSecond[u] : 0;
      chance[u] = first * ofFirst + (1 - first) * ofSecond;
    }
    return chance;
  }

  /** P(U at most u); 0 below nought, 1 from the number of pairs on. */
  double atMost(int u) {
    return u < 0 ? 0 : cumulative[Math.min(u, cumulative.length - 1)];
  }

  /**
   * Which difference, counted from 1 at either end, bounds the shift with an error of at most
   * {@code alpha}: the greatest k with P(U &lt; k) at most {@code alpha}; 0 when even the outermost
   * errs more often.
   */
  int boundIndex(double alpha) {
    int k = 0;
    while (k < cumulative.length && atMost(k) <= alpha) {
      k++;
    }
    return k;
  }
}
