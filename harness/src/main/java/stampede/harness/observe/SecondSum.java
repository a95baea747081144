package stampede.harness.observe;

import java.util.OptionalLong;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.IntCountsHistogram;

/** What several load generators told of one second, or of several, added. One thread uses it. */
final class SecondSum {
  private static final long RESOLUTION_NS = 1_000L;
  private static final int DIGITS = 2;

  private final IntCountsHistogram latencies =
      new IntCountsHistogram(RESOLUTION_NS, 2 * RESOLUTION_NS, DIGITS);
  private long longestNs;
  long begun;
  long answered;
  long unanswered;
  long errors;
  long underWayNs;
  boolean whole = true;

  SecondSum() {
    latencies.setAutoResize(true);
  }

  void add(SecondTold told) {
    begun += told.begun();
    answered += told.answered();
    unanswered += told.unanswered();
    errors += told.errors();
    underWayNs += told.underWayNs();
    whole &= told.whole();
    longestNs = Math.max(longestNs, told.longestNs());
    latencies.add(told.latencies());
  }

  void add(SecondSum other) {
    begun += other.begun;
    answered += other.answered;
    unanswered += other.unanswered;
    errors += other.errors;
    underWayNs += other.underWayNs;
    whole &= other.whole;
    longestNs = Math.max(longestNs, other.longestNs);
    latencies.add(other.latencies);
  }

  long ended() {
    return answered + unanswered;
  }

  OptionalLong latencyNs(double percentile) {
    return latencies.getTotalCount() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.min(latencies.getValueAtPercentile(percentile), longestNs));
  }

  OptionalLong longestNs() {
    return latencies.getTotalCount() == 0 ? OptionalLong.empty() : OptionalLong.of(longestNs);
  }

  void eachLatency(ClientView.Spread spread) {
    for (HistogramIterationValue value : latencies.recordedValues()) {
      long ns = latencies.medianEquivalentValue(value.getValueIteratedTo());
      spread.took(ns, value.getCountAddedInThisIterationStep());
    }
  }
}
