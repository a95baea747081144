package stampede.harness.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import stampede.report.gate.GateFigures;

/** What is compared, and how a change of it is written: positive is worse. */
public enum Metric {
  /** Answers per second in the saturation slice. */
  THROUGHPUT("/s", "more", 0.05, 0),
  /** Median latency in the open slice. */
  P50("us", "less", 0.05, 0.5),
  /** 99th percentile of latency in the open slice. */
  P99("us", "less", 0.10, 0.99);

  /** A quantile q needs this many requests, divided by 1-q. */
  private static final double BEYOND = 100;

  /** The least figure there is to tell. */
  private static final double LEAST_FIGURE = 1e-3;

  private final String unit;
  private final String better;
  private final double usualTolerance;
  private final double quantile;

  Metric(String unit, String better, double usualTolerance, double quantile) {
    this.unit = unit;
    this.better = better;
    this.usualTolerance = usualTolerance;
    this.quantile = quantile;
  }

  /** As it is written on command lines and in documents. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The metric of such a word. */
  static Metric named(String word) {
    return Arrays.stream(values())
        .filter(metric -> metric.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no metric '" + word + "'; there are " + words()));
  }

  private static List<String> words() {
    return Arrays.stream(values()).map(Metric::word).toList();
  }

  String unit() {
    return unit;
  }

  /** Which way is good: more or less. */
  String better() {
    return better;
  }

  /** How much worse it may be when nobody says: a share. */
  double usualTolerance() {
    return usualTolerance;
  }

  /** Requests that each arm must have in each round for it to decide; 0 when it is no quantile. */
  long requestsNeeded() {
    return quantile == 0 ? 0 : Math.round(BEYOND / (1 - quantile));
  }

  /** The figure of one arm in one round; empty when it is not known. */
  Optional<Double> of(GateFigures figures) {
    return figures.figure(word());
  }

  /**
   * How much worse the candidate was in one round: the logarithm of the ratio. A figure of nought
   * counts as the least there is to tell, so that no answers at all is much worse and not unknown.
   * Empty when either is not known.
   */
  OptionalDouble change(GateFigures baseline, GateFigures candidate) {
    Optional<Double> before = of(baseline);
    Optional<Double> after = of(candidate);
    if (before.isEmpty() || after.isEmpty()) {
      return OptionalDouble.empty();
    }
    double change =
        Math.log(Math.max(after.get(), LEAST_FIGURE) / Math.max(before.get(), LEAST_FIGURE));
    return OptionalDouble.of(better.equals("more") ? -change : change);
  }

  /** A log ratio as a percentage of the baseline. */
  static double percent(double logRatio) {
    return 100 * Math.expm1(logRatio);
  }
}
