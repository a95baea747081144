package stampede.harness.cluster;

import java.util.Arrays;
import stampede.contract.History;
import stampede.contract.Outcome;
import stampede.contract.RequestId;

/**
 * Reads a history while it is written: each attempt when it has begun, and again when it has ended,
 * however long others take. It keeps the ids of those that are under way. One thread uses it.
 */
final class HistoryFollower {
  private static final int FEW = 256;

  private final History history;
  private final long[] readTo;
  private long[] underWay = new long[FEW];
  private int count;

  /** Is shown what has happened since the last time. */
  interface Reader {
    /** An attempt has begun. */
    void begun(long begunNs);

    /** An attempt has ended. */
    void ended(Outcome outcome, long intendedNs, long closedNs);
  }

  HistoryFollower(History history) {
    this.history = history;
    this.readTo = new long[history.threads()];
  }

  /** Shows what has happened since the last call. */
  void read(Reader reader) {
    for (int i = count - 1; i >= 0; i--) {
      if (hasEnded(underWay[i], reader)) {
        underWay[i] = underWay[--count];
      }
    }
    for (int thread = 0; thread < readTo.length; thread++) {
      long recorded = history.recorded(thread);
      for (; readTo[thread] < recorded; readTo[thread]++) {
        reader.begun(history.begunNs(thread, readTo[thread]));
        long id = RequestId.of(history.run(), thread, readTo[thread]);
        if (!hasEnded(id, reader)) {
          keep(id);
        }
      }
    }
  }

  private boolean hasEnded(long id, Reader reader) {
    int thread = RequestId.thread(id);
    long sequence = RequestId.sequence(id);
    Outcome outcome = history.outcome(thread, sequence);
    if (outcome == Outcome.UNFINISHED) {
      return false;
    }
    reader.ended(outcome, history.intendedNs(thread, sequence), history.closedNs(thread, sequence));
    return true;
  }

  /** There are as many as clients have under way, which the load bounds. */
  private void keep(long id) {
    if (count == underWay.length) {
      underWay = Arrays.copyOf(underWay, 2 * count);
    }
    underWay[count++] = id;
  }

  /** Whether every attempt found room. */
  boolean isWhole() {
    for (int thread = 0; thread < readTo.length; thread++) {
      if (history.unrecorded(thread) > 0) {
        return false;
      }
    }
    return true;
  }
}
