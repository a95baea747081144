package stampede.harness.gate;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import stampede.contract.Units;
import stampede.harness.load.FloodLength;

/**
 * The slice that measures latency: Poisson arrivals at a share of the baseline's capacity, as long
 * as its quantiles need, up to a bound. Immutable, pure.
 *
 * @param load such as {@code poisson:6000/s}
 * @param durationNs length of its measured part
 * @param advisory why quantiles that do not get their requests decide nothing
 */
record OpenSlice(String load, long durationNs, Map<Metric, String> advisory) {
  /** It is at most so many times as long as the saturation slice. */
  private static final int LONGEST = 5;

  private static final String POISSON = "poisson:";

  OpenSlice {
    advisory = Map.copyOf(advisory);
  }

  /**
   * That of a baseline.
   *
   * @param capacityPerS what it answered per second when saturated, more than 0
   * @param sliceNs length of the saturation slice
   */
  static OpenSlice of(double capacityPerS, long sliceNs) {
    long ratePerS = Math.max(1, Math.round(GatePlan.OPEN_SHARE * capacityPerS));
    long mostNs = LONGEST * sliceNs;
    long wantedNs = sliceNs;
    for (Metric metric : Metric.values()) {
      wantedNs =
          Math.max(wantedNs, FloodLength.leastNs(metric.requestsNeeded(), (double) ratePerS));
    }
    return of(ratePerS, Math.min(mostNs, wantedNs));
  }

  /** That of a stored baseline: as it was. */
  static OpenSlice stored(String load, double durationS) {
    String rate = load.replace(POISSON, "").replace("/s", "");
    return of(Math.round(Double.parseDouble(rate)), Math.round(durationS * 1e9));
  }

  private static OpenSlice of(long ratePerS, long durationNs) {
    Map<Metric, String> advisory = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      if (FloodLength.leastNs(metric.requestsNeeded(), (double) ratePerS) > durationNs) {
        advisory.put(metric, why(metric, ratePerS, durationNs));
      }
    }
    return new OpenSlice(POISSON + ratePerS + "/s", durationNs, advisory);
  }

  private static String why(Metric metric, long ratePerS, long durationNs) {
    return String.format(
        Locale.ROOT,
        "%s needs %,d requests per arm and round, and %s at %,d/s may bring only %,d;"
            + " a longer --duration brings more",
        metric.word(),
        metric.requestsNeeded(),
        Units.duration(durationNs),
        ratePerS,
        FloodLength.surely((double) ratePerS, durationNs));
  }

  Optional<String> advisory(Metric metric) {
    return Optional.ofNullable(advisory.get(metric));
  }

  double lengthS() {
    return durationNs / 1e9;
  }
}
