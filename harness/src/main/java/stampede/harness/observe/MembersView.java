package stampede.harness.observe;

import java.util.OptionalLong;

/** What the clients of several load generators saw, from what they told second by second. */
final class MembersView implements ClientView {
  private final Intervals intervals;
  private final SecondSum[] sums;
  private final double[] inFlight;
  private final boolean recorded;
  private int known;

  MembersView(Intervals intervals, FloodSeconds seconds, MembersSeconds told) {
    if (intervals.lengthNs() % FloodSeconds.LENGTH_NS != 0) {
      throw new IllegalArgumentException(
          "seconds cannot be put together to intervals of " + intervals.lengthNs() + " ns");
    }
    this.intervals = intervals;
    this.sums = new SecondSum[intervals.count()];
    this.inFlight = new double[intervals.count()];
    this.recorded = told.begun() > 0;
    add(seconds, told);
  }

  /** What is under way when a second begins has begun before it and not ended. */
  private void add(FloodSeconds seconds, MembersSeconds told) {
    long underWay = 0;
    boolean whole = true;
    for (int second = 0; second < seconds.end(); second++) {
      SecondSum sum = told.sum(second);
      whole &= sum.whole;
      if (seconds.isMeasured(second)) {
        int interval = interval(second - seconds.warmup());
        if (sums[interval] == null) {
          sums[interval] = new SecondSum();
        }
        sums[interval].add(sum);
        double lengthNs = intervals.endNs(interval) - intervals.beginNs(interval);
        inFlight[interval] +=
            (underWay * (double) seconds.lengthNs(second) + sum.underWayNs) / lengthNs;
        known = whole ? interval + 1 : Math.min(known, interval);
      }
      underWay += sum.begun - sum.ended();
    }
  }

  private int interval(int secondOfWindow) {
    return (int) (secondOfWindow / (intervals.lengthNs() / FloodSeconds.LENGTH_NS));
  }

  @Override
  public boolean isRecorded() {
    return recorded;
  }

  @Override
  public boolean isKnown(int interval) {
    return interval < known;
  }

  @Override
  public long answered(int interval) {
    return sums[interval].answered;
  }

  @Override
  public long errors(int interval) {
    return sums[interval].errors;
  }

  @Override
  public double inFlight(int interval) {
    return inFlight[interval];
  }

  @Override
  public OptionalLong latencyNs(int interval, double percentile) {
    return sums[interval].latencies.atPercentile(percentile);
  }

  @Override
  public OptionalLong longestNs(int interval) {
    return sums[interval].latencies.longestNs();
  }

  @Override
  public void eachLatency(int interval, Spread spread) {
    sums[interval].latencies.each(spread);
  }
}
