package stampede.harness.observe;

import java.util.OptionalLong;
import java.util.stream.Stream;
import stampede.contract.History;
import stampede.contract.Outcome;

/**
 * What the clients saw, from their history. That is read once, in order; memory depends on the
 * number of intervals, not on that of the attempts. To be made when the flood is over.
 */
public final class Attempts implements ClientView {
  private final Intervals intervals;
  private final long[] answered;
  private final long[] errors;
  private final IntervalLatencies[] latencies;

  /** Time under way of attempts that began or ended in an interval. */
  private final long[] partsNs;

  /** Attempts that were under way during all of an interval; at first, by how many more. */
  private final long[] throughout;

  private long knownUntilNs = Long.MAX_VALUE;
  private long lastBegunNs;

  private Attempts(Intervals intervals) {
    int count = intervals.count();
    this.intervals = intervals;
    this.answered = new long[count];
    this.errors = new long[count];
    this.latencies =
        Stream.generate(IntervalLatencies::new).limit(count).toArray(IntervalLatencies[]::new);
    this.partsNs = new long[count];
    this.throughout = new long[count + 1];
  }

  /** Reads a history. */
  public static Attempts of(Intervals intervals, History history) {
    Attempts attempts = new Attempts(intervals);
    boolean any = false;
    for (int thread = 0; thread < history.threads(); thread++) {
      attempts.lastBegunNs = Long.MIN_VALUE;
      history.read(thread, attempts::onAttempt);
      any |= history.recorded(thread) > 0;
      if (history.unrecorded(thread) > 0) {
        attempts.knownUntilNs = Math.min(attempts.knownUntilNs, attempts.lastBegunNs);
      }
    }
    if (!any) {
      attempts.knownUntilNs = Long.MIN_VALUE;
    }
    for (int i = 1; i < attempts.throughout.length; i++) {
      attempts.throughout[i] += attempts.throughout[i - 1];
    }
    return attempts;
  }

  private void onAttempt(
      long id,
      Outcome outcome,
      int handler,
      long intendedNs,
      long begunNs,
      long establishedNs,
      long sentNs,
      long firstByteNs,
      long closedNs) {
    lastBegunNs = Math.max(lastBegunNs, begunNs);
    boolean ended = outcome != Outcome.UNFINISHED;
    underWay(begunNs, ended ? closedNs : intervals.endNs());
    int interval = ended ? intervals.at(closedNs) : -1;
    if (interval < 0) {
      return;
    }
    if (outcome == Outcome.OK) {
      answered[interval]++;
    }
    if (intendedNs >= intervals.startNs()) {
      errors[interval] += outcome == Outcome.OK ? 0 : 1;
      latencies[interval].record(Math.max(0, closedNs - intendedNs));
    }
  }

  private void underWay(long begunNs, long endedNs) {
    long fromNs = Math.max(begunNs, intervals.startNs());
    long untilNs = Math.min(endedNs, intervals.endNs());
    if (fromNs >= untilNs) {
      return;
    }
    int first = intervals.at(fromNs);
    int last = intervals.at(untilNs - 1);
    if (first == last) {
      partsNs[first] += untilNs - fromNs;
      return;
    }
    partsNs[first] += intervals.endNs(first) - fromNs;
    partsNs[last] += untilNs - intervals.beginNs(last);
    throughout[first + 1]++;
    throughout[last]--;
  }

  @Override
  public boolean isRecorded() {
    return knownUntilNs > Long.MIN_VALUE;
  }

  @Override
  public boolean isKnown(int interval) {
    return intervals.endNs(interval) <= knownUntilNs;
  }

  @Override
  public long answered(int interval) {
    return answered[interval];
  }

  @Override
  public long errors(int interval) {
    return errors[interval];
  }

  @Override
  public double inFlight(int interval) {
    long lengthNs = intervals.endNs(interval) - intervals.beginNs(interval);
    return throughout[interval] + (double) partsNs[interval] / lengthNs;
  }

  @Override
  public OptionalLong latencyNs(int interval, double percentile) {
    return latencies[interval].atPercentile(percentile);
  }

  @Override
  public void eachLatency(int interval, Spread spread) {
    latencies[interval].each(spread);
  }

  @Override
  public OptionalLong longestNs(int interval) {
    return latencies[interval].longestNs();
  }
}
