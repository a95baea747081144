package stampede.contract;

import stampede.linux.Descriptor;
import stampede.linux.SharedMemory;

/**
 * What the clients recorded of every attempt, in shared memory that outlives them. The record of an
 * attempt lies where its {@linkplain RequestId id} says: region of its thread, place of its
 * sequence number.
 *
 * <p>Each region has one writer, its load thread. The number of attempts invoked is stored with
 * release before an attempt's connection is begun, and the outcome with release after its other
 * fields, so a reader sees whole records while the flood goes on.
 *
 * <pre>
 *   header (4 KiB) | counters, 256 B a thread | region of thread 0 | region of thread 1 | ...
 *   record (64 B): id | intended | begun | established | sent | first byte | closed (ns) | outcome 8 handler 24 error 32
 * </pre>
 */
public final class History implements AutoCloseable {
  /** Bytes of one record: a cache line. */
  public static final int RECORD_BYTES = 64;

  static final long ID = 0;
  static final long INTENDED = 8;
  static final long BEGUN = 16;
  static final long ESTABLISHED = 24;
  static final long SENT = 32;
  static final long FIRST_BYTE = 40;
  static final long CLOSED = 48;
  static final long OUTCOME = 56;

  private static final long MAGIC = 0x5354414d50485331L;
  private static final int HEADER_BYTES = 4096;
  private static final long THREADS = 8;
  private static final long RECORDS_PER_THREAD = 16;
  private static final long RUN = 24;
  private static final int COUNTER_BYTES = 256;

  private final SharedMemory memory;
  private final int threads;
  private final long recordsPerThread;

  /** Is shown every attempt in turn, as plain values. Times not reached are 0. */
  @FunctionalInterface
  public interface Reader {
    /** One attempt; {@code handler} is who answered, -1 when nobody said. */
    void record(
        long id,
        Outcome outcome,
        int handler,
        long intendedNs,
        long begunNs,
        long establishedNs,
        long sentNs,
        long firstByteNs,
        long closedNs);
  }

  private History(SharedMemory memory) {
    this.memory = memory;
    this.threads = (int) memory.getLong(THREADS);
    this.recordsPerThread = memory.getLong(RECORDS_PER_THREAD);
  }

  /**
   * A new history.
   *
   * @param run 1 to 65535, part of every id
   * @param threads load threads, 1 to 256
   * @param recordsPerThread the most attempts of one thread that can be recorded
   */
  public static History create(int run, int threads, long recordsPerThread) {
    if (run < 1 || run > RequestId.MAX_RUN) {
      throw new IllegalArgumentException("run " + run + " is not between 1 and 65535");
    }
    if (threads < 1 || threads > RequestId.MAX_THREADS || recordsPerThread < 0) {
      throw new IllegalArgumentException(
          "no history of " + threads + " threads with " + recordsPerThread + " records each");
    }
    long size =
        HEADER_BYTES
            + (long) RequestId.MAX_THREADS * COUNTER_BYTES
            + threads * recordsPerThread * RECORD_BYTES;
    SharedMemory memory = SharedMemory.create("stampede-history", size);
    memory.putLong(THREADS, threads);
    memory.putLong(RECORDS_PER_THREAD, recordsPerThread);
    memory.putLong(RUN, run);
    memory.putLongRelease(0, MAGIC);
    return new History(memory);
  }

  /** Maps the history another process made; owns {@code received}. */
  public static History open(Descriptor received) {
    SharedMemory memory = SharedMemory.open(received);
    if (memory.sizeBytes() < HEADER_BYTES || memory.getLongAcquire(0) != MAGIC) {
      memory.close();
      throw new IllegalArgumentException("the memory received is not a history");
    }
    return new History(memory);
  }

  /** The descriptor to hand to other processes; owned by this object. */
  public Descriptor descriptor() {
    return memory.descriptor();
  }

  /** The run all its ids carry. */
  public int run() {
    return (int) memory.getLong(RUN);
  }

  /** How many load threads write to it. */
  public int threads() {
    return threads;
  }

  /** The writer of one thread, which alone uses it. */
  public HistoryWriter writer(int thread) {
    return new HistoryWriter(
        memory, counters(thread), region(thread), recordsPerThread, run(), thread);
  }

  /** The live counters of one thread, for anybody to read. */
  public LoadCounters counters(int thread) {
    if (thread < 0 || thread >= threads) {
      throw new IndexOutOfBoundsException("no load thread " + thread + " among " + threads);
    }
    return new LoadCounters(memory, HEADER_BYTES + (long) thread * COUNTER_BYTES);
  }

  /** Attempts of one thread that have a record. */
  public long recorded(int thread) {
    return Math.min(counters(thread).invoked(), recordsPerThread);
  }

  /** Attempts of one thread that found no room: with any, the audit cannot be conclusive. */
  public long unrecorded(int thread) {
    return counters(thread).invoked() - recorded(thread);
  }

  /** The outcome of one attempt, by acquire; the id must be of this run and recorded. */
  public Outcome outcome(int thread, long sequence) {
    return outcomeOf(end(thread, sequence));
  }

  /** What a failed attempt ended with, in the load generator's own numbering; 0 is nothing. */
  public int error(int thread, long sequence) {
    return (int) end(thread, sequence);
  }

  /** How an attempt ended, as it is written; the error is its lower half. */
  long end(int thread, long sequence) {
    return memory.getLongAcquire(at(thread, sequence) + OUTCOME);
  }

  static Outcome outcomeOf(long end) {
    return Outcome.of((int) (end >>> 56));
  }

  /** Reads it from the beginning while it is written, and leaves it as it is. */
  public HistoryCursor cursor() {
    return new HistoryCursor(this, false);
  }

  /** The same, giving back what has been read: nobody else can read it any more. */
  public HistoryCursor discardingCursor() {
    return new HistoryCursor(this, true);
  }

  /** Gives pages back; where what was given back ends. */
  long discard(long from, long to) {
    return memory.discard(from, to - from);
  }

  /** The memory it takes now, in bytes. */
  public long usedBytes() {
    return memory.usedBytes();
  }

  /** The most attempts of one thread that can be recorded. */
  public long recordsPerThread() {
    return recordsPerThread;
  }

  /** When an attempt's connection stood, 0 when it never did; it must have ended. */
  public long establishedNs(int thread, long sequence) {
    return memory.getLong(at(thread, sequence) + ESTABLISHED);
  }

  /** From when an attempt was meant to begin until it ended; it must have ended. */
  public long totalNs(int thread, long sequence) {
    return closedNs(thread, sequence) - memory.getLong(at(thread, sequence) + INTENDED);
  }

  /** When an attempt was meant to begin; it must be recorded. */
  public long intendedNs(int thread, long sequence) {
    return memory.getLong(at(thread, sequence) + INTENDED);
  }

  /** When an attempt was begun; it must be recorded. */
  public long begunNs(int thread, long sequence) {
    return memory.getLong(at(thread, sequence) + BEGUN);
  }

  /** When an attempt ended; it must have. */
  public long closedNs(int thread, long sequence) {
    return memory.getLong(at(thread, sequence) + CLOSED);
  }

  /** Shows every recorded attempt of one thread, in the order they were begun. */
  public void read(int thread, Reader reader) {
    long count = recorded(thread);
    for (long sequence = 0; sequence < count; sequence++) {
      show(at(thread, sequence), reader);
    }
  }

  private void show(long at, Reader reader) {
    long end = memory.getLongAcquire(at + OUTCOME);
    Outcome outcome = outcomeOf(end);
    reader.record(
        memory.getLong(at + ID),
        outcome,
        outcome == Outcome.UNFINISHED ? -1 : ((int) (end >> 32) << 8) >> 8,
        memory.getLong(at + INTENDED),
        memory.getLong(at + BEGUN),
        memory.getLong(at + ESTABLISHED),
        memory.getLong(at + SENT),
        memory.getLong(at + FIRST_BYTE),
        memory.getLong(at + CLOSED));
  }

  private long region(int thread) {
    return HEADER_BYTES
        + (long) RequestId.MAX_THREADS * COUNTER_BYTES
        + thread * recordsPerThread * RECORD_BYTES;
  }

  long at(int thread, long sequence) {
    return region(thread) + sequence * RECORD_BYTES;
  }

  @Override
  public void close() {
    memory.close();
  }
}
