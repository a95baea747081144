package stampede.harness.observe;

import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;
import stampede.contract.History;
import stampede.contract.Ledger;
import stampede.contract.Outcome;
import stampede.contract.RequestId;

/**
 * What came and went in each interval of the measured window: requests meant to begin, answers, and
 * the waits before accept, which are the join of history and ledger.
 *
 * <p>Memory depends on the number of intervals, not on that of the requests; both records are read
 * once, in order. To be made when the flood is over and the handlers have left.
 */
public final class Traffic {
  private static final long RESOLUTION_NS = 1_000L;
  private static final long MOST_NS = 60_000_000_000L;
  private static final int DIGITS = 2;

  private final Intervals intervals;
  private final History history;
  private final boolean waitsKnown;
  private final long[] intended;
  private final long[] answered;
  private final IntCountsHistogram[] waits;

  private Traffic(Intervals intervals, History history, boolean ledgerKept) {
    this.intervals = intervals;
    this.history = history;
    this.waitsKnown = ledgerKept && isRecorded();
    this.intended = new long[intervals.count()];
    this.answered = new long[intervals.count()];
    this.waits = new IntCountsHistogram[intervals.count()];
  }

  /** Reads both records. */
  public static Traffic of(Intervals intervals, History history, Optional<Ledger> ledger) {
    Traffic traffic = new Traffic(intervals, history, ledger.isPresent());
    for (int thread = 0; thread < history.threads(); thread++) {
      history.read(thread, traffic::onAttempt);
    }
    ledger.ifPresent(kept -> kept.read(traffic::onService));
    return traffic;
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
    count(intended, intendedNs);
    if (outcome == Outcome.OK) {
      count(answered, closedNs);
    }
  }

  private void count(long[] counts, long atNs) {
    int interval = intervals.at(atNs);
    if (interval >= 0) {
      counts[interval]++;
    }
  }

  private void onService(
      Ledger.State state,
      long id,
      int handler,
      int cpu,
      long acceptedNs,
      long begunNs,
      long completedNs) {
    int interval = intervals.at(acceptedNs);
    if (interval >= 0 && state == Ledger.State.COMPLETED && isRecorded(id)) {
      long establishedNs = history.establishedNs(RequestId.thread(id), RequestId.sequence(id));
      if (establishedNs > 0) {
        waits(interval).recordValue(Math.clamp(acceptedNs - establishedNs, 0, MOST_NS));
      }
    }
  }

  /** Whether its attempt is in the history, and has ended. */
  private boolean isRecorded(long id) {
    int thread = RequestId.thread(id);
    long sequence = RequestId.sequence(id);
    return RequestId.run(id) == history.run()
        && thread < history.threads()
        && sequence < history.recorded(thread)
        && history.outcome(thread, sequence) != Outcome.UNFINISHED;
  }

  private IntCountsHistogram waits(int interval) {
    if (waits[interval] == null) {
      waits[interval] = new IntCountsHistogram(RESOLUTION_NS, MOST_NS, DIGITS);
    }
    return waits[interval];
  }

  /** Requests that were meant to begin in an interval. */
  public long intended(int interval) {
    return intended[interval];
  }

  /** Full and correct answers that came in an interval. */
  public long answered(int interval) {
    return answered[interval];
  }

  /** Whether attempts were recorded at all. */
  public boolean isRecorded() {
    for (int thread = 0; thread < history.threads(); thread++) {
      if (history.recorded(thread) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether waits can be known: attempts were recorded, and the server keeps a ledger. */
  public boolean waitsKnown() {
    return waitsKnown;
  }

  /**
   * From established until accepted, of the requests accepted in intervals {@code first} to {@code
   * last}, in nanoseconds.
   */
  public Histogram waits(int first, int last) {
    Histogram all = new Histogram(RESOLUTION_NS, MOST_NS, DIGITS);
    for (int interval = first; interval <= last; interval++) {
      if (waits[interval] != null) {
        all.add(waits[interval]);
      }
    }
    return all;
  }
}
