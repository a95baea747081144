package stampede.harness.gate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The exact distribution of Wilcoxon's signed-rank statistic T of n differences that are symmetric
 * about nought: the sum of the ranks of those that are positive, where each sign is a fair coin. Of
 * the 2^n signs, those with T = t are the subsets of 1..n that sum to t, counted by dynamic
 * programming. Immutable, pure.
 *
 * <p>Bounds come from it, for T is also the number of Walsh averages above nought: the chance that
 * the k-th smallest Walsh average lies above the centre of symmetry is P(T &lt; k). Source:
 * Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, sections 3.1 to 3.3.
 */
final class SignedRankDistribution {
  /** Those that were asked for: a gate asks for the same again and again, up to its last round. */
  private static final Map<Integer, SignedRankDistribution> KNOWN = new ConcurrentHashMap<>();

  private final double[] cumulative;

  /**
   * That of so many differences; any thread.
   *
   * @param n at least 1; all that were asked for are kept, so no more than rounds of a gate
   */
  static SignedRankDistribution of(int n) {
    return KNOWN.computeIfAbsent(n, SignedRankDistribution::new);
  }

  private SignedRankDistribution(int n) {
    int most = n * (n + 1) / 2;
    double[] chance = new double[most + 1];
    chance[0] = 1;
    for (int rank = 1; rank <= n; rank++) {
      for (int t = most; t >= 0; t--) {
        double without = chance[t];
        double with = t >= rank ? chance[t - rank] : 0;
        chance[t] = (without + with) / 2;
      }
    }
    cumulative = new double[most + 1];
    double sum = 0;
    for (int t = 0; t <= most; t++) {
      sum += chance[t];
      cumulative[t] = sum;
    }
  }

  /** P(T at most t); 0 below nought, 1 from the greatest sum on. */
  double atMost(int t) {
    return t < 0 ? 0 : cumulative[Math.min(t, cumulative.length - 1)];
  }

  /**
   * Which Walsh average, counted from 1 at either end, bounds the centre of symmetry with an error
   * of at most {@code alpha}: the greatest k with P(T &lt; k) at most {@code alpha}; 0 when even
   * the outermost errs more often.
   */
  int boundIndex(double alpha) {
    int k = 0;
    while (k < cumulative.length && atMost(k) <= alpha) {
      k++;
    }
    return k;
  }
}
