package stampede.harness.observe;

import java.util.OptionalLong;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.IntCountsHistogram;

/**
 * The latencies of one interval, in nanoseconds: all of them to two digits, the longest exactly.
 * One thread uses it.
 */
final class IntervalLatencies {
  private static final long RESOLUTION_NS = 1_000L;
  private static final int DIGITS = 2;

  private final IntCountsHistogram latencies =
      new IntCountsHistogram(RESOLUTION_NS, 2 * RESOLUTION_NS, DIGITS);
  private long longestNs;

  IntervalLatencies() {
    latencies.setAutoResize(true);
  }

  void record(long ns) {
    latencies.recordValue(ns);
    longestNs = Math.max(longestNs, ns);
  }

  /** Adds those of others, the longest of which was so long. */
  void add(IntCountsHistogram others, long longestOfThemNs) {
    latencies.add(others);
    longestNs = Math.max(longestNs, longestOfThemNs);
  }

  void add(IntervalLatencies other) {
    add(other.latencies, other.longestNs);
  }

  /** The nearest sample; empty when there is none. */
  OptionalLong atPercentile(double percentile) {
    return latencies.getTotalCount() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.min(latencies.getValueAtPercentile(percentile), longestNs));
  }

  OptionalLong longestNs() {
    return latencies.getTotalCount() == 0 ? OptionalLong.empty() : OptionalLong.of(longestNs);
  }

  void each(ClientView.Spread spread) {
    for (HistogramIterationValue value : latencies.recordedValues()) {
      long ns = latencies.medianEquivalentValue(value.getValueIteratedTo());
      spread.took(ns, value.getCountAddedInThisIterationStep());
    }
  }
}
