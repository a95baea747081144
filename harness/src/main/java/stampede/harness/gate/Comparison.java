package stampede.harness.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import stampede.report.gate.GateFigures;
import stampede.report.gate.GatePair;
import stampede.report.reading.Median;

/**
 * One metric over the rounds so far. Immutable, pure.
 *
 * @param metric which
 * @param margin how much worse it may be, as a log ratio
 * @param baseline median; empty when nothing is known
 * @param candidate median; empty when nothing is known
 * @param changes of each round that counts, as log ratios, positive is worse
 * @param estimate of the change; empty when nothing is known
 * @param lower bound of it
 * @param upper bound of it
 * @param decision what the rounds say; {@link Decision#INCONCLUSIVE} where they may not decide
 * @param advisory why that neither fails the gate nor keeps it from passing
 */
record Comparison(
    Metric metric,
    double margin,
    OptionalDouble baseline,
    OptionalDouble candidate,
    List<Double> changes,
    OptionalDouble estimate,
    OptionalDouble lower,
    OptionalDouble upper,
    Decision decision,
    Optional<String> advisory) {

  /**
   * Compares.
   *
   * @param pairs those that count
   * @param mayDecide whether this is a look
   * @param blank why it is only advisory, whatever it shows
   */
  static Comparison of(
      Metric metric,
      double margin,
      List<GatePair> pairs,
      Looks looks,
      boolean mayDecide,
      Optional<String> blank) {
    double[] changes =
        pairs.stream()
            .map(pair -> metric.change(pair.baseline(), pair.candidate()))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    OptionalDouble before = median(metric, pairs.stream().map(GatePair::baseline).toList());
    OptionalDouble after = median(metric, pairs.stream().map(GatePair::candidate).toList());
    if (changes.length == 0) {
      OptionalDouble none = OptionalDouble.empty();
      return new Comparison(
          metric, margin, before, after, List.of(), none, none, none, Decision.INCONCLUSIVE, blank);
    }
    WalshAverages averages = WalshAverages.of(changes);
    OptionalDouble lower = averages.lower(looks.lowerIndex(changes.length));
    OptionalDouble upper = averages.upper(looks.upperIndex(changes.length));
    // of a round without a figure nobody knows how bad it was
    Decision decision =
        mayDecide && changes.length == pairs.size()
            ? Decision.of(averages.estimate(), lower, upper, margin)
            : Decision.INCONCLUSIVE;
    return new Comparison(
        metric,
        margin,
        before,
        after,
        Arrays.stream(changes).boxed().toList(),
        OptionalDouble.of(averages.estimate()),
        lower,
        upper,
        decision,
        blank.or(() -> heldBack(metric, pairs, decision)));
  }

  private static OptionalDouble median(Metric metric, List<GateFigures> figures) {
    double[] known =
        figures.stream()
            .flatMap(each -> metric.of(each).stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    return known.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Median.of(known));
  }

  /**
   * A baseline held back by the load generator could have done more: that the candidate did as much
   * shows nothing, but that it did less does.
   */
  private static Optional<String> heldBack(Metric metric, List<GatePair> pairs, Decision decision) {
    long held =
        pairs.stream().filter(pair -> pair.baseline().limitedBy().equals("generator")).count();
    boolean mostly = 2 * held > pairs.size();
    return metric == Metric.THROUGHPUT && mostly && decision != Decision.FAIL
        ? Optional.of(
            "the load generator, not the baseline, was the limit in "
                + held
                + " of "
                + pairs.size()
                + " rounds; more --work makes it the server")
        : Optional.empty();
  }

  OptionalDouble noise() {
    return Noise.of(changes.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Whether one round varies so much that a gate of this margin tells nothing. */
  boolean isTooNoisy() {
    return noise().orElse(0) > 2 * margin;
  }

  boolean decides() {
    return advisory.isEmpty();
  }
}
