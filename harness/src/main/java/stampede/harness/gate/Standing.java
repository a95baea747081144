package stampede.harness.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import stampede.report.gate.GateFigures;
import stampede.report.gate.GatePair;

/**
 * Where a gate stands after the rounds so far. Immutable, pure.
 *
 * <p>Every look decides afresh from all rounds. A metric that passed at an earlier look does not
 * stay passed: its verdict then always rests on the figures beside it, and a slow-down that shows
 * only later still fails. That costs nothing in errors: the bounds of each look have their share of
 * alpha to themselves, so the chance that any look is wrong is at most their sum.
 *
 * @param rounds that count
 * @param isLook whether it may decide now
 * @param metrics each of them
 * @param unanswered the share of the candidate's requests without an answer, where that is too
 *     great
 */
record Standing(int rounds, boolean isLook, List<Comparison> metrics, Optional<Double> unanswered) {
  /** A server that leaves more than this unanswered is broken, however fast it is. */
  private static final double MOST_UNANSWERED = 0.001;

  /** Unless the baseline does the same: then it is what the machine or the load does to both. */
  private static final double TIMES_THE_BASELINES = 2;

  /**
   * The standing after those pairs.
   *
   * @param pairs those that count
   * @param isLook whether they may decide
   * @param blank why a metric is only advisory
   */
  static Standing of(
      List<GatePair> pairs,
      boolean isLook,
      Looks looks,
      Tolerances tolerances,
      Function<Metric, Optional<String>> blank) {
    List<Comparison> metrics =
        Arrays.stream(Metric.values())
            .map(
                metric ->
                    Comparison.of(
                        metric,
                        tolerances.margin(metric),
                        pairs,
                        looks,
                        isLook,
                        blank.apply(metric)))
            .toList();
    return new Standing(
        pairs.size(), isLook, metrics, isLook ? unanswered(pairs) : Optional.empty());
  }

  private static Optional<Double> unanswered(List<GatePair> pairs) {
    double before = share(pairs.stream().map(GatePair::baseline).toList());
    double after = share(pairs.stream().map(GatePair::candidate).toList());
    return Optional.of(after)
        .filter(share -> share > MOST_UNANSWERED && share > TIMES_THE_BASELINES * before);
  }

  private static double share(List<GateFigures> figures) {
    long requests = figures.stream().mapToLong(GateFigures::requests).sum();
    long unanswered = figures.stream().mapToLong(GateFigures::unanswered).sum();
    return (double) unanswered / Math.max(1, requests);
  }

  /** What it comes to: any fail fails, all must pass to pass, of those that are not advisory. */
  Decision decision() {
    List<Comparison> deciding = metrics.stream().filter(Comparison::decides).toList();
    if (unanswered.isPresent()
        || deciding.stream().anyMatch(each -> each.decision() == Decision.FAIL)) {
      return Decision.FAIL;
    }
    boolean passed =
        !deciding.isEmpty() && deciding.stream().allMatch(each -> each.decision() == Decision.PASS);
    return passed ? Decision.PASS : Decision.INCONCLUSIVE;
  }

  boolean isDecided() {
    return decision() != Decision.INCONCLUSIVE;
  }
}
