package stampede.load;

import stampede.contract.HistoryWriter;
import stampede.contract.Outcome;
import stampede.contract.RequestId;

/** Where one load thread puts its attempts. Nothing allocates or blocks. */
sealed interface AttemptLog {
  /** An attempt is about to begin; its id. */
  long invoke(long intendedNs, long begunNs);

  /** An attempt has ended; times not reached are 0. */
  void end(
      long id,
      Outcome outcome,
      int handler,
      int error,
      long establishedNs,
      long sentNs,
      long firstByteNs,
      long closedNs);

  /** Each attempt in the shared history. */
  record Recorded(HistoryWriter writer) implements AttemptLog {
    @Override
    public long invoke(long intendedNs, long begunNs) {
      return writer.invoke(intendedNs, begunNs);
    }

    @Override
    public void end(
        long id,
        Outcome outcome,
        int handler,
        int error,
        long establishedNs,
        long sentNs,
        long firstByteNs,
        long closedNs) {
      writer.end(id, outcome, handler, error, establishedNs, sentNs, firstByteNs, closedNs);
    }
  }

  /** Ids only: to measure what recording costs. */
  final class Numbered implements AttemptLog {
    private final int run;
    private final int thread;
    private long sequence;

    Numbered(int run, int thread) {
      this.run = run;
      this.thread = thread;
    }

    @Override
    public long invoke(long intendedNs, long begunNs) {
      return RequestId.of(run, thread, sequence++);
    }

    @Override
    public void end(
        long id,
        Outcome outcome,
        int handler,
        int error,
        long establishedNs,
        long sentNs,
        long firstByteNs,
        long closedNs) {
      // what the tally counts is all there is
    }
  }
}
