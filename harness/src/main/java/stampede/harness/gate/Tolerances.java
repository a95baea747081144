package stampede.harness.gate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much worse each metric may be, as a share of the baseline. Immutable.
 *
 * @param shares of every metric, more than 0 and at most 10
 */
public record Tolerances(Map<Metric, Double> shares) {
  private static final double MOST = 10;

  /** Copies them. */
  public Tolerances {
    shares = Collections.unmodifiableMap(new EnumMap<>(shares));
  }

  /** Those of measuring.md: 5% for throughput and p50, 10% for p99. */
  public static Tolerances usual() {
    Map<Metric, Double> shares = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      shares.put(metric, metric.usualTolerance());
    }
    return new Tolerances(shares);
  }

  /**
   * Reads {@code throughput=5%,p99=10%}; what is not said is as usual.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Tolerances parse(String text) {
    Map<Metric, Double> shares = new EnumMap<>(usual().shares);
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "'" + part + "' is no tolerance; write throughput=5%,p50=5%,p99=10%");
      }
      shares.put(
          Metric.named(part.substring(0, equals).strip()),
          share(part.substring(equals + 1).strip()));
    }
    return new Tolerances(shares);
  }

  private static double share(String text) {
    boolean percent = text.endsWith("%");
    try {
      double share = percent ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100 : 0;
      if (percent && share > 0 && share <= MOST) {
        return share;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("'" + text + "' is no percentage", notANumber);
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not between 0% and " + Math.round(100 * MOST) + "%; write 5%");
  }

  /** The margin of a metric, as a log ratio. */
  double margin(Metric metric) {
    return Math.log1p(shares.get(metric));
  }

  double percent(Metric metric) {
    return 100 * shares.get(metric);
  }
}
