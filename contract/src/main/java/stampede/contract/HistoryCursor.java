package stampede.contract;

/**
 * Reads a {@link History} while it is written: of each load thread the attempts that have ended, up
 * to the first that has not, each once. A later call goes on where the one before stopped. One
 * thread uses it.
 *
 * <p>One that discards gives the pages it has read back to the kernel, so that a history of any
 * length takes the memory of what is under way. Nobody can read them after it.
 */
public final class HistoryCursor {
  /** Pages are given back in pieces of so many bytes: a call for each page would cost too much. */
  private static final long DISCARD_BYTES = 1L << 20;

  private final History history;
  private final boolean discards;
  private final long[] read;
  private final long[] keptFrom;

  /** Is shown every attempt that has ended, as plain values. */
  @FunctionalInterface
  public interface Reader {
    /** One attempt; {@code error} is what it ended with, 0 for nothing. */
    void ended(int thread, long sequence, Outcome outcome, int error);
  }

  HistoryCursor(History history, boolean discards) {
    this.history = history;
    this.discards = discards;
    this.read = new long[history.threads()];
    this.keptFrom = new long[history.threads()];
    for (int thread = 0; thread < read.length; thread++) {
      keptFrom[thread] = history.at(thread, 0);
    }
  }

  /** Shows what has ended since the last call; safe while clients write. */
  public void advance(Reader reader) {
    for (int thread = 0; thread < read.length; thread++) {
      advance(thread, reader);
      long readTo = history.at(thread, read[thread]);
      if (discards && readTo - keptFrom[thread] >= DISCARD_BYTES) {
        keptFrom[thread] = history.discard(keptFrom[thread], readTo);
      }
    }
  }

  /**
   * Shows every attempt that has ended and was not shown yet, also behind one that has not. To be
   * called once, when the clients have ended.
   */
  public void finish(Reader reader) {
    for (int thread = 0; thread < read.length; thread++) {
      long recorded = history.recorded(thread);
      for (; read[thread] < recorded; read[thread]++) {
        long end = history.end(thread, read[thread]);
        Outcome outcome = History.outcomeOf(end);
        if (outcome != Outcome.UNFINISHED) {
          reader.ended(thread, read[thread], outcome, (int) end);
        }
      }
    }
  }

  private void advance(int thread, Reader reader) {
    long recorded = history.recorded(thread);
    long sequence = read[thread];
    while (sequence < recorded) {
      long end = history.end(thread, sequence);
      Outcome outcome = History.outcomeOf(end);
      if (outcome == Outcome.UNFINISHED) {
        break;
      }
      reader.ended(thread, sequence, outcome, (int) end);
      sequence++;
    }
    read[thread] = sequence;
  }
}
