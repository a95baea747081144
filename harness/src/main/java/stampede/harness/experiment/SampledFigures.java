package stampede.harness.experiment;

import java.util.Arrays;
import java.util.OptionalLong;
import stampede.contract.History;
import stampede.contract.LoadCounters;
import stampede.contract.Outcome;
import stampede.contract.RequestId;

/**
 * What the history of a flood tells while that goes on, for little: rates and errors from the
 * counters of the load threads, latencies from a sample. Of the attempts begun since the last look
 * some are picked, evenly, and then watched until they end, so that the slow ones are seen too.
 *
 * <p>The work of a look is bounded, whatever the flood does. One thread uses it; nothing allocates
 * but {@link #latencyNs}.
 */
final class SampledFigures implements LiveFigures {
  private static final int MOST_PICKED = 256;
  private static final int MOST_WATCHED = 4_096;
  private static final int MOST_KEPT = 2_048;
  private static final long RECENT_NS = 1_000_000_000L;

  private final History history;
  private final long rateEveryNs;
  private final long[] watched = new long[MOST_WATCHED];
  private final long[] keptNs = new long[MOST_KEPT];
  private final long[] endedNs = new long[MOST_KEPT];
  private final long[] pickedTo = new long[RequestId.MAX_THREADS];
  private int watchedCount;
  private long keptCount;
  private long ended;
  private long answered;
  private long rateFromNs;
  private long rateFromCount;
  private double ratePerS = Double.NaN;
  private long lookedNs;

  /**
   * Nothing was seen yet.
   *
   * @param rateEveryNs how long a time the rate is of, at least
   */
  SampledFigures(History history, long rateEveryNs) {
    this.history = history;
    this.rateEveryNs = rateEveryNs;
  }

  @Override
  public void look(long nowNs) {
    lookedNs = nowNs;
    count();
    if (rateFromNs == 0 || nowNs - rateFromNs >= rateEveryNs) {
      if (rateFromNs != 0) {
        ratePerS = (answered - rateFromCount) * 1e9 / (nowNs - rateFromNs);
      }
      rateFromNs = nowNs;
      rateFromCount = answered;
    }
    pick();
    keepEnded();
  }

  private void count() {
    ended = 0;
    answered = 0;
    for (int thread = 0; thread < history.threads(); thread++) {
      LoadCounters counters = history.counters(thread);
      ended += counters.ended();
      answered += counters.ended(Outcome.OK);
    }
  }

  /** What finds no room is passed over, not made up for: behind is where a look must not fall. */
  private void pick() {
    long begun = 0;
    for (int thread = 0; thread < history.threads(); thread++) {
      begun += history.recorded(thread) - pickedTo[thread];
    }
    int room = Math.min(MOST_PICKED, MOST_WATCHED - watchedCount);
    long every = room == 0 ? Long.MAX_VALUE : Math.max(1, Math.ceilDiv(begun, room));
    for (int thread = 0; thread < history.threads(); thread++) {
      long recorded = history.recorded(thread);
      long next = pickedTo[thread];
      while (recorded - next >= every) {
        watched[watchedCount++] = RequestId.of(history.run(), thread, next);
        next += every;
      }
      pickedTo[thread] = room == 0 ? recorded : next;
    }
  }

  private void keepEnded() {
    for (int i = watchedCount - 1; i >= 0; i--) {
      int thread = RequestId.thread(watched[i]);
      long sequence = RequestId.sequence(watched[i]);
      if (history.outcome(thread, sequence) != Outcome.UNFINISHED) {
        int place = (int) (keptCount++ % MOST_KEPT);
        keptNs[place] = history.totalNs(thread, sequence);
        endedNs[place] = history.closedNs(thread, sequence);
        watched[i] = watched[--watchedCount];
      }
    }
  }

  @Override
  public long ended() {
    return ended;
  }

  @Override
  public long errors() {
    return ended - answered;
  }

  /** Answers per second over the last interval; not a number before there was one. */
  @Override
  public double ratePerS() {
    return ratePerS;
  }

  /**
   * A quantile of the total latency, from the intended start, of attempts that ended within the
   * last second; empty when none is known.
   *
   * @param quantile 0 to 1
   */
  @Override
  public OptionalLong latencyNs(double quantile) {
    long[] recent = new long[(int) Math.min(keptCount, MOST_KEPT)];
    int count = 0;
    for (int i = 0; i < recent.length; i++) {
      if (endedNs[i] > lookedNs - RECENT_NS) {
        recent[count++] = keptNs[i];
      }
    }
    Arrays.sort(recent, 0, count);
    return count == 0
        ? OptionalLong.empty()
        : OptionalLong.of(recent[Math.clamp((long) Math.ceil(quantile * count) - 1, 0, count - 1)]);
  }
}
