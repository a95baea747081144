package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import stampede.harness.observe.ClientView;
import stampede.harness.observe.Intervals;
import stampede.report.Heat;
import stampede.report.HeatInterval;

/** How the latencies of one round were spread over time, as the result document has it. Pure. */
final class HeatFigures {
  /** The most intervals; where the series has more, as many as it takes are put together. */
  static final int MOST_INTERVALS = 100;

  private static final double FROM_US = 10;
  private static final int PER_DECADE = 6;

  /** From 10 us to 100 s. */
  private static final int BUCKETS = 42;

  private HeatFigures() {}

  /** Of the intervals of which all seen are known, up to the first of which they are not. */
  static Heat of(Intervals intervals, ClientView seen) {
    int each = Math.max(1, Math.ceilDiv(intervals.count(), MOST_INTERVALS));
    List<HeatInterval> all = new ArrayList<>();
    for (int first = 0; first < intervals.count(); first += each) {
      int last = Math.min(intervals.count(), first + each) - 1;
      if (!seen.isKnown(last)) {
        break;
      }
      all.add(interval(intervals, seen, first, last));
    }
    return new Heat(FROM_US, PER_DECADE, BUCKETS, all);
  }

  private static HeatInterval interval(Intervals intervals, ClientView seen, int first, int last) {
    long[] counts = new long[BUCKETS];
    for (int i = first; i <= last; i++) {
      seen.eachLatency(i, (ns, count) -> counts[bucket(ns)] += count);
    }
    return HeatInterval.of(
        (intervals.beginNs(first) - intervals.startNs()) / 1e9,
        (intervals.endNs(last) - intervals.beginNs(first)) / 1e9,
        counts);
  }

  private static int bucket(long ns) {
    double decades = Math.log10(Math.max(1, ns) / 1e3 / FROM_US);
    return Math.clamp((int) Math.floor(decades * PER_DECADE), 0, BUCKETS - 1);
  }
}
