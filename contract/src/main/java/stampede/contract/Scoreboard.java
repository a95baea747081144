package stampede.contract;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import stampede.linux.Descriptor;
import stampede.linux.RobustLock;
import stampede.linux.SharedMemory;

/**
 * The shared page on which every handler of a server shows its state and counters, and which holds
 * what the handlers share: the accept lock, the notification flag and the fault plan. It outlives
 * every process that wrote it.
 *
 * <p>Layout: a header of 4 KiB, then one slot of 512 bytes per handler, so that no two handlers
 * write one cache line or its neighbour. A slot has one writer, its handler, through a {@link
 * HandlerSlot}; the spawner resets it between handlers. Counters are opaque stores (never torn,
 * soon visible); the state is a release store, so that whoever sees a state by acquire sees the
 * counters written before it.
 */
public final class Scoreboard implements AutoCloseable {
  /** The most handlers of one server. */
  public static final int MAX_HANDLERS = 4096;

  static final int SLOT_BYTES = 512;
  private static final int HEADER_BYTES = 4096;
  private static final long MAGIC = 0x5354414d50424f31L;
  private static final long SLOTS = 8;
  private static final long SPAWNER_PID = 16;
  private static final long REPLACED = 24;
  private static final long LOCK_OFFSET = 512;
  private static final long FLAG_OFFSET = 1024;
  private static final long FAULTS_OFFSET = 2048;

  private final SharedMemory memory;
  private final int slots;

  private Scoreboard(SharedMemory memory) {
    this.memory = memory;
    this.slots = (int) memory.getLong(SLOTS);
  }

  /**
   * A new scoreboard for up to {@code slots} handlers, 1 to {@link #MAX_HANDLERS}, with its lock
   * made.
   */
  public static Scoreboard create(int slots) {
    if (slots < 1 || slots > MAX_HANDLERS) {
      throw new IllegalArgumentException(
          "handlers must be between 1 and " + MAX_HANDLERS + ", not " + slots);
    }
    SharedMemory memory =
        SharedMemory.create("stampede-scoreboard", HEADER_BYTES + (long) slots * SLOT_BYTES);
    memory.putLong(SLOTS, slots);
    RobustLock.create(memory, LOCK_OFFSET);
    memory.putLongRelease(0, MAGIC);
    return new Scoreboard(memory);
  }

  /** Maps the scoreboard another process made; owns {@code received}. */
  public static Scoreboard open(Descriptor received) {
    SharedMemory memory = SharedMemory.open(received);
    if (memory.sizeBytes() < HEADER_BYTES || memory.getLongAcquire(0) != MAGIC) {
      memory.close();
      throw new IllegalArgumentException("the memory received is not a scoreboard");
    }
    return new Scoreboard(memory);
  }

  /** The descriptor to hand to other processes; owned by this object. */
  public Descriptor descriptor() {
    return memory.descriptor();
  }

  /** How many slots there are. */
  public int slots() {
    return slots;
  }

  /** The slot of a handler, 0 to {@link #slots()} - 1. */
  public HandlerSlot slot(int handler) {
    if (handler < 0 || handler >= slots) {
      throw new IndexOutOfBoundsException("no slot " + handler + " among " + slots);
    }
    return new HandlerSlot(memory, HEADER_BYTES + (long) handler * SLOT_BYTES, handler);
  }

  /** Every slot. */
  public List<HandlerSlot> all() {
    List<HandlerSlot> all = new ArrayList<>(slots);
    for (int i = 0; i < slots; i++) {
      all.add(slot(i));
    }
    return all;
  }

  /** The accept lock that all handlers share. */
  public RobustLock acceptLock() {
    return new RobustLock(memory, LOCK_OFFSET);
  }

  /** The memory of the notification flag, a cache line of its own at {@link #flagOffset()}. */
  public SharedMemory flagMemory() {
    return memory;
  }

  /**
   * Where the flag lies in {@link #flagMemory()}: an int, not 0 while requests are pending. The
   * rest of its cache line belongs to whoever keeps it.
   */
  public long flagOffset() {
    return FLAG_OFFSET;
  }

  /**
   * Whether the flag says that requests are pending, at any time and from any process. Only a
   * server of the {@code flag} strategy keeps it; that of any other never says so.
   */
  public boolean requestsPending() {
    return memory.getIntVolatile(FLAG_OFFSET) != 0;
  }

  /** Which attempts to accept are to fail, for tests of what handlers do then. */
  public AcceptFaults acceptFaults() {
    return new AcceptFaults(memory, FAULTS_OFFSET);
  }

  /** The process that creates the handlers; 0 before it has said so. */
  public int spawnerPid() {
    return (int) memory.getLongAcquire(SPAWNER_PID);
  }

  /** The spawner names itself. */
  public void setSpawnerPid(int pid) {
    memory.putLongRelease(SPAWNER_PID, pid);
  }

  /** How many handlers died and were replaced. */
  public long replaced() {
    return memory.getLongAcquire(REPLACED);
  }

  /** The spawner counts a replacement. */
  public void countReplaced() {
    memory.getAndAddLong(REPLACED, 1);
  }

  /** How many handlers are in one of {@code states} now. */
  public int count(HandlerState... states) {
    BitSet wanted = new BitSet();
    for (HandlerState state : states) {
      wanted.set(state.code());
    }
    int count = 0;
    for (int i = 0; i < slots; i++) {
      count += wanted.get(slot(i).state().code()) ? 1 : 0;
    }
    return count;
  }

  @Override
  public void close() {
    memory.close();
  }
}
