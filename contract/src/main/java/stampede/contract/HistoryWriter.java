package stampede.contract;

import stampede.linux.SharedMemory;

/**
 * How a load thread records its attempts: {@link #invoke} before the connection is begun, {@link
 * #end} when the outcome is known; many attempts may be under way at once. One thread uses a
 * writer. Nothing allocates or blocks.
 */
public final class HistoryWriter {
  private final SharedMemory memory;
  private final LoadCounters counters;
  private final long region;
  private final long capacity;
  private final int run;
  private final int thread;
  private long sequence;

  HistoryWriter(
      SharedMemory memory, LoadCounters counters, long region, long capacity, int run, int thread) {
    this.memory = memory;
    this.counters = counters;
    this.region = region;
    this.capacity = capacity;
    this.run = run;
    this.thread = thread;
  }

  /** Records that an attempt is about to begin, and gives it its id. */
  public long invoke(long intendedNs, long begunNs) {
    long id = RequestId.of(run, thread, sequence);
    if (sequence < capacity) {
      long at = region + sequence * History.RECORD_BYTES;
      memory.putLong(at + History.ID, id);
      memory.putLong(at + History.INTENDED, intendedNs);
      memory.putLong(at + History.BEGUN, begunNs);
    }
    sequence++;
    counters.countInvoked();
    return id;
  }

  /**
   * Records the end of an attempt.
   *
   * @param handler who answered, -1 when nobody said so
   * @param error what it ended with, 0 for nothing; the load generator's own numbering
   */
  public void end(
      long id,
      Outcome outcome,
      int handler,
      int error,
      long establishedNs,
      long sentNs,
      long firstByteNs,
      long closedNs) {
    long place = RequestId.sequence(id);
    if (place < capacity) {
      long at = region + place * History.RECORD_BYTES;
      memory.putLong(at + History.ESTABLISHED, establishedNs);
      memory.putLong(at + History.SENT, sentNs);
      memory.putLong(at + History.FIRST_BYTE, firstByteNs);
      memory.putLong(at + History.CLOSED, closedNs);
      long end = (long) outcome.code() << 56 | (handler & 0xffffffL) << 32 | (error & 0xffffffffL);
      memory.putLongRelease(at + History.OUTCOME, end);
    }
    counters.countEnd(outcome);
  }
}
