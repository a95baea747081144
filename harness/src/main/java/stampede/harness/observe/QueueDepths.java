package stampede.harness.observe;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How deep the listen queue was seen to be in each interval. One thread uses it. */
public final class QueueDepths {
  private final Intervals intervals;
  private final long[] sums;
  private final int[] samples;

  /** Nothing was seen yet. */
  public QueueDepths(Intervals intervals) {
    this.intervals = intervals;
    this.sums = new long[intervals.count()];
    this.samples = new int[intervals.count()];
  }

  /** The queue was so deep at that moment; empty when nobody could tell. */
  public void seen(long atNs, OptionalInt depth) {
    int interval = intervals.at(atNs);
    if (interval >= 0 && depth.isPresent()) {
      sums[interval] += depth.getAsInt();
      samples[interval]++;
    }
  }

  /** The mean of what was seen in an interval; empty when nothing was. */
  public OptionalDouble mean(int interval) {
    return samples[interval] == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) sums[interval] / samples[interval]);
  }
}
