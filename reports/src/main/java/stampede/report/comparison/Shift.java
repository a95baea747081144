package stampede.report.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import stampede.report.reading.Median;

/**
 * By how much the figures of one set of rounds lie above those of another, in percent: the
 * Hodges-Lehmann estimate from the ratios of all pairs, with the Mann-Whitney interval of 95% or
 * the next more; where rounds are too few for that, with the widest there is and what it covers.
 * Rounds are taken as samples that know nothing of each other, and no shape is supposed of them.
 *
 * @param percent the estimate
 * @param lowerPercent lower end of the interval; meaningless when it covers nothing
 * @param upperPercent its upper end
 * @param coverage how often such an interval holds the true change, 0 to 1; 0 when one round of
 *     each is all there is
 */
record Shift(double percent, double lowerPercent, double upperPercent, double coverage) {
  /** What is asked of an interval. */
  static final double WANTED = 0.95;

  /** More rounds than these tell nothing that these do not; the first are taken. */
  static final int MOST_ROUNDS = 64;

  /** The change from the first to the second; empty where a figure is missing, nought or less. */
  static Optional<Shift> of(List<Double> first, List<Double> second, RankSums distributions) {
    if (!haveRatios(first) || !haveRatios(second)) {
      return Optional.empty();
    }
    double[] ratios =
        first.stream()
            .limit(MOST_ROUNDS)
            .flatMap(a -> second.stream().limit(MOST_ROUNDS).map(b -> Math.log(b) - Math.log(a)))
            .mapToDouble(Double::doubleValue)
            .toArray();
    Arrays.sort(ratios);
    RankSumDistribution ranks =
        distributions.of(Math.min(first.size(), MOST_ROUNDS), Math.min(second.size(), MOST_ROUNDS));
    int k = Math.max(1, ranks.boundIndex((1 - WANTED) / 2));
    return Optional.of(
        new Shift(
            percent(Median.ofSorted(ratios)),
            percent(ratios[k - 1]),
            percent(ratios[ratios.length - k]),
            Math.max(0, 1 - 2 * ranks.atMost(k - 1))));
  }

  private static boolean haveRatios(List<Double> figures) {
    return !figures.isEmpty() && figures.stream().allMatch(figure -> figure > 0);
  }

  private static double percent(double logRatio) {
    return 100 * Math.expm1(logRatio);
  }

  /** Whether the interval is as sure as it is wanted to be. */
  boolean isSure() {
    return coverage >= WANTED;
  }

  /** Whether the interval leaves no change out of the question. */
  boolean mayBeNone() {
    return lowerPercent <= 0 && upperPercent >= 0;
  }
}
