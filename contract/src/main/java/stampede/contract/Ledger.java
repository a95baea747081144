package stampede.contract;

import stampede.linux.Descriptor;
import stampede.linux.SharedMemory;

/**
 * The service ledger: what every handler recorded of every connection it accepted, in shared memory
 * that outlives it.
 *
 * <p>Handlers claim chunks of {@value #CHUNK_RECORDS} records by one atomic addition and fill them
 * alone, in order. A record's state is a release store after its other fields: a reader that
 * acquires the state sees a whole record, also while the writer goes on, also after the writer was
 * killed. Pages are touched only as they are needed.
 *
 * <pre>
 *   header (4 KiB): magic, chunks, next chunk | chunk | chunk | ...
 *   record (64 B):  state (4) cpu (4) | id | accepted ns | begun ns | completed ns | handler (4) reason (4) | pad
 * </pre>
 */
public final class Ledger implements AutoCloseable {
  /** The handler of a service that names none. */
  public static final int NOBODY = -1;

  /** Records of one chunk. */
  public static final int CHUNK_RECORDS = 1024;

  /** Bytes of one record: a cache line. */
  public static final int RECORD_BYTES = 64;

  static final long STATE = 0;
  static final long CPU = 4;
  static final long ID = 8;
  static final long ACCEPTED = 16;
  static final long BEGUN = 24;
  static final long COMPLETED = 32;
  static final long HANDLER = 40;

  private static final long MAGIC = 0x5354414d504c4731L;
  private static final int HEADER_BYTES = 4096;
  private static final long CHUNKS = 8;
  private static final long NEXT_CHUNK = 64;
  private static final long CHUNK_BYTES = (long) CHUNK_RECORDS * RECORD_BYTES;

  private final SharedMemory memory;
  private final long chunks;

  /** How far the service of one accepted connection came. */
  public enum State {
    /** Not written yet. */
    NONE(0),
    /** The connection was accepted; no request was read yet. */
    ACCEPTED(1),
    /** The request was read, its service has begun. */
    BEGUN(2),
    /** The request was serviced to completion. */
    COMPLETED(3),
    /** The connection was given up without service. */
    ABANDONED(4);

    private static final State[] STATES = values();

    private final int code;

    State(int code) {
      this.code = code;
    }

    /** How it is written in shared memory and on the wire; never renumbered. */
    public int code() {
      return code;
    }

    /** Whether it stays as it is: nobody will write to the record any more. */
    public boolean isOver() {
      return this == COMPLETED || this == ABANDONED;
    }

    static State of(int code) {
      return STATES[code];
    }
  }

  /**
   * Is shown every record in turn. The arguments are plain values, so that a hundred million cost
   * no garbage.
   */
  @FunctionalInterface
  public interface Reader {
    /**
     * One record; the times that its state has not reached are 0, and so is the id before BEGUN. An
     * abandoned one has both when it was given up after its request had been read, and else
     * neither.
     */
    void record(
        State state,
        long id,
        int handler,
        int cpu,
        long acceptedNs,
        long begunNs,
        long completedNs);
  }

  private Ledger(SharedMemory memory) {
    this.memory = memory;
    this.chunks = memory.getLong(CHUNKS);
  }

  /**
   * A new ledger with room for at least {@code records} records, plus a chunk for each handler's
   * last one.
   *
   * @param records 0 or more
   * @param handlers 1 or more; each that is replaced may leave up to a chunk unused
   */
  public static Ledger create(long records, int handlers) {
    if (records < 0 || handlers < 1) {
      throw new IllegalArgumentException(
          "no ledger of " + records + " records for " + handlers + " handlers");
    }
    long chunks = (records + CHUNK_RECORDS - 1) / CHUNK_RECORDS + handlers;
    SharedMemory memory =
        SharedMemory.create("stampede-ledger", HEADER_BYTES + chunks * CHUNK_BYTES);
    memory.putLong(CHUNKS, chunks);
    memory.putLongRelease(0, MAGIC);
    return new Ledger(memory);
  }

  /** Maps the ledger another process made; owns {@code received}. */
  public static Ledger open(Descriptor received) {
    SharedMemory memory = SharedMemory.open(received);
    if (memory.sizeBytes() < HEADER_BYTES || memory.getLongAcquire(0) != MAGIC) {
      memory.close();
      throw new IllegalArgumentException("the memory received is not a ledger");
    }
    return new Ledger(memory);
  }

  /** The descriptor to hand to other processes; owned by this object. */
  public Descriptor descriptor() {
    return memory.descriptor();
  }

  /** A writer for one handler; one thread uses it. */
  public LedgerWriter writer(HandlerSlot slot) {
    return new SharedLedgerWriter(this, slot, slot.handler());
  }

  /**
   * A writer for services of which it is not known who did them: their handler is {@link #NOBODY}.
   *
   * @param slot that no handler has
   */
  public LedgerWriter anonymousWriter(HandlerSlot slot) {
    return new SharedLedgerWriter(this, slot, NOBODY);
  }

  SharedMemory memory() {
    return memory;
  }

  /** Claims a chunk: the offset of its first record, or -1 when the ledger is full. */
  long claimChunk() {
    if (memory.getLongOpaque(NEXT_CHUNK) >= chunks) {
      return -1;
    }
    long chunk = memory.getAndAddLong(NEXT_CHUNK, 1);
    return chunk < chunks ? chunk(chunk) : -1;
  }

  /**
   * Where the chunk ends in which the record at {@code next} is not the first; else {@code next}.
   */
  static long chunkEnd(long next) {
    long used = Math.floorMod(next - HEADER_BYTES, CHUNK_BYTES);
    return next == 0 || used == 0 ? next : next - used + CHUNK_BYTES;
  }

  /** Shows every record written so far; safe while handlers write. */
  public void read(Reader reader) {
    long claimed = claimed();
    for (long chunk = 0; chunk < claimed; chunk++) {
      readFrom(chunk(chunk), false, reader);
    }
  }

  /** Reads it from the beginning while it is written, and leaves it as it is. */
  public LedgerCursor cursor() {
    return new LedgerCursor(this, false);
  }

  /** The same, giving back what has been read: nobody else can read it any more. */
  public LedgerCursor discardingCursor() {
    return new LedgerCursor(this, true);
  }

  /** The memory it takes now, in bytes. */
  public long usedBytes() {
    return memory.usedBytes();
  }

  /** How many chunks handlers have claimed. */
  long claimed() {
    return Math.min(memory.getLongAcquire(NEXT_CHUNK), chunks);
  }

  /** Where a chunk begins. */
  static long chunk(long index) {
    return HEADER_BYTES + index * CHUNK_BYTES;
  }

  static boolean isChunkStart(long offset) {
    return (offset - HEADER_BYTES) % CHUNK_BYTES == 0;
  }

  /** Gives back the pages of the chunk that ends there. */
  void discardChunk(long chunkEnd) {
    memory.discard(chunkEnd - CHUNK_BYTES, CHUNK_BYTES);
  }

  /**
   * Shows the records from {@code at} to the end of its chunk; or to the first that is not written
   * yet or, with {@code overOnly}, whose service is not over. Where it stopped.
   */
  long readFrom(long at, boolean overOnly, Reader reader) {
    long end = at + CHUNK_BYTES - Math.floorMod(at - HEADER_BYTES, CHUNK_BYTES);
    for (long next = at; next < end; next += RECORD_BYTES) {
      State state = State.of(memory.getIntAcquire(next + STATE));
      if (state == State.NONE || (overOnly && !state.isOver())) {
        return next;
      }
      show(next, state, reader);
    }
    return end;
  }

  /** Leaves out what the state has not reached: the writer may be storing it now. */
  private void show(long at, State state, Reader reader) {
    boolean begun = state != State.ACCEPTED;
    boolean completed = state == State.COMPLETED;
    reader.record(
        state,
        begun ? memory.getLong(at + ID) : 0,
        memory.getInt(at + HANDLER),
        memory.getInt(at + CPU),
        memory.getLong(at + ACCEPTED),
        begun ? memory.getLong(at + BEGUN) : 0,
        completed ? memory.getLong(at + COMPLETED) : 0);
  }

  @Override
  public void close() {
    memory.close();
  }
}
