package stampede.contract;

import java.util.Arrays;

/**
 * Reads a {@link Ledger} while it is written: of each chunk the records whose service is over, up
 * to the first whose is not, each once. A later call goes on where the one before stopped; {@link
 * #finish} shows what is left. One thread uses it.
 *
 * <p>One that discards gives a chunk back to the kernel when it has read all of it, so that a
 * ledger of any length takes the memory of a few chunks for each handler, and one for each that was
 * killed in a service. Nobody can read them after it.
 */
public final class LedgerCursor {
  private final Ledger ledger;
  private final boolean discards;

  /** Where to go on in each chunk that is not read to its end. */
  private long[] open = new long[16];

  private int openCount;
  private long chunksSeen;

  LedgerCursor(Ledger ledger, boolean discards) {
    this.ledger = ledger;
    this.discards = discards;
  }

  /** Shows the services that are over since the last call; safe while handlers write. */
  public void advance(Ledger.Reader reader) {
    read(reader, true);
  }

  /**
   * Shows every record that has not been shown yet, also those of services that were never
   * completed. To be called once, when the handlers have left.
   */
  public void finish(Ledger.Reader reader) {
    read(reader, true);
    read(reader, false);
  }

  private void read(Ledger.Reader reader, boolean overOnly) {
    openNewChunks();
    int left = 0;
    for (int i = 0; i < openCount; i++) {
      long next = ledger.readFrom(open[i], overOnly, reader);
      if (next > open[i] && Ledger.isChunkStart(next)) {
        discard(next);
      } else {
        open[left++] = next;
      }
    }
    openCount = left;
  }

  private void openNewChunks() {
    for (long claimed = ledger.claimed(); chunksSeen < claimed; chunksSeen++) {
      if (openCount == open.length) {
        open = Arrays.copyOf(open, 2 * openCount);
      }
      open[openCount++] = Ledger.chunk(chunksSeen);
    }
  }

  private void discard(long chunkEnd) {
    if (discards) {
      ledger.discardChunk(chunkEnd);
    }
  }
}
