package stampede.contract;

import java.util.BitSet;
import stampede.linux.SharedMemory;

/**
 * One handler's slot of the {@link Scoreboard}. The handler alone writes it, except where a method
 * says "spawner"; anybody reads it, at any time. Nothing allocates except {@link #cpus()}.
 */
public final class HandlerSlot {
  private static final long STATE = 0;
  private static final long PID_TID = 8;
  private static final long GENERATION = 16;
  private static final long STOP_WANTED = 24;
  // the handler's own counters begin on a cache line that nobody else writes
  private static final long ACCEPTS = 128;
  private static final long EMPTY_ACCEPTS = 136;
  private static final long INTERRUPTIONS = 144;
  private static final long ACCEPT_ERRORS = 152;
  private static final long SERVICED = 160;
  private static final long ABANDONED = 168;
  private static final long SERVICE_SLEEPS = 176;
  private static final long CURRENT_REQUEST = 184;
  private static final long LOCKS_FROM_THE_DEAD = 192;
  private static final long UNRECORDED = 200;
  private static final long LEDGER_NEXT = 208;
  private static final long CPUS = 256;
  private static final int CPU_WORDS = 16;

  private final SharedMemory memory;
  private final long base;
  private final int handler;

  HandlerSlot(SharedMemory memory, long base, int handler) {
    this.memory = memory;
    this.base = base;
    this.handler = handler;
  }

  /** Which slot it is. */
  public int handler() {
    return handler;
  }

  /** The state, by acquire: counters written before it are seen. */
  public HandlerState state() {
    return HandlerState.of(memory.getIntAcquire(base + STATE));
  }

  /** Shows a new state, by release. */
  public void setState(HandlerState state) {
    memory.putIntRelease(base + STATE, state.code());
  }

  /**
   * The spawner empties the slot for its next handler; counters stay, for they belong to the slot's
   * history.
   */
  public void prepare() {
    memory.putLongRelease(base + STOP_WANTED, 0);
    memory.putLongRelease(base + PID_TID, 0);
    memory.putLongRelease(base + CURRENT_REQUEST, 0);
    memory.getAndAddLong(base + GENERATION, 1);
    setState(HandlerState.STARTING);
  }

  /** The spawner shows that nobody holds the slot, whose handler has left for good. */
  public void vacate() {
    memory.putLongRelease(base + PID_TID, 0);
    setState(HandlerState.ABSENT);
  }

  /** How many handlers this slot has had. */
  public long generation() {
    return memory.getLongAcquire(base + GENERATION);
  }

  /** The handler says which process and thread it is. */
  public void setIdentity(int pid, int tid) {
    memory.putLongRelease(base + PID_TID, (long) pid << 32 | tid);
  }

  /** The handler's process, 0 before it has said so. */
  public int pid() {
    return (int) (memory.getLongAcquire(base + PID_TID) >>> 32);
  }

  /** The handler's thread, 0 before it has said so. */
  public int tid() {
    return (int) memory.getLongAcquire(base + PID_TID);
  }

  /**
   * The spawner asks the handler to leave once it is available; it is then nudged until it does.
   */
  public void wantStop() {
    memory.putLongRelease(base + STOP_WANTED, 1);
  }

  /** Whether the handler is to leave. */
  public boolean stopWanted() {
    return memory.getLongAcquire(base + STOP_WANTED) != 0;
  }

  /** Accepted connections. */
  public long accepts() {
    return memory.getLongOpaque(base + ACCEPTS);
  }

  /** Attempts that found nothing. */
  public long emptyAccepts() {
    return memory.getLongOpaque(base + EMPTY_ACCEPTS);
  }

  /** Waits and attempts ended by a signal. */
  public long interruptions() {
    return memory.getLongOpaque(base + INTERRUPTIONS);
  }

  /** Attempts that failed otherwise than by finding nothing. */
  public long acceptErrors() {
    return memory.getLongOpaque(base + ACCEPT_ERRORS);
  }

  /** Requests serviced to completion. */
  public long serviced() {
    return memory.getLongOpaque(base + SERVICED);
  }

  /** Connections given up without service: reset, closed, silent or malformed. */
  public long abandoned() {
    return memory.getLongOpaque(base + ABANDONED);
  }

  /**
   * Sleeps in the middle of a service (waiting for the request, or asked for as work): not wakeups
   * by the address.
   */
  public long serviceSleeps() {
    return memory.getLongOpaque(base + SERVICE_SLEEPS);
  }

  /** Times this handler got the accept lock from a holder that had died. */
  public long locksFromTheDead() {
    return memory.getLongOpaque(base + LOCKS_FROM_THE_DEAD);
  }

  /** Services the ledger had no room for: with any, the audit cannot be conclusive. */
  public long unrecorded() {
    return memory.getLongOpaque(base + UNRECORDED);
  }

  /** The id of the request in service, 0 when none is, or none was read yet. */
  public long currentRequest() {
    return memory.getLongAcquire(base + CURRENT_REQUEST);
  }

  /** Names the request in service. */
  public void setCurrentRequest(long id) {
    memory.putLongRelease(base + CURRENT_REQUEST, id);
  }

  /** Counts one accepted connection. */
  public void countAccept() {
    increment(ACCEPTS);
  }

  /** Counts one attempt that found nothing. */
  public void countEmptyAccept() {
    increment(EMPTY_ACCEPTS);
  }

  /** Counts one wait or attempt ended by a signal. */
  public void countInterruption() {
    increment(INTERRUPTIONS);
  }

  /** Counts one attempt that failed with another error. */
  public void countAcceptError() {
    increment(ACCEPT_ERRORS);
  }

  /** Counts one completed service. */
  public void countServiced() {
    increment(SERVICED);
  }

  /** Counts one connection given up. */
  public void countAbandoned() {
    increment(ABANDONED);
  }

  /** Counts one sleep within a service. */
  public void countServiceSleep() {
    increment(SERVICE_SLEEPS);
  }

  /** Counts one lock taken over from a dead holder. */
  public void countLockFromTheDead() {
    increment(LOCKS_FROM_THE_DEAD);
  }

  /** Counts one service that could not be recorded. */
  public void countUnrecorded() {
    increment(UNRECORDED);
  }

  /**
   * Where in the ledger the slot's next record goes, 0 before the first; or the last one, which a
   * handler was killed in.
   */
  long ledgerNext() {
    return memory.getLongOpaque(base + LEDGER_NEXT);
  }

  /** The next record goes further on in the same chunk. */
  void setLedgerNext(long next) {
    memory.putLongOpaque(base + LEDGER_NEXT, next);
  }

  /** Notes a CPU the handler was seen on, 0 to 1023; others are not noted. */
  public void noteCpu(int cpu) {
    if (cpu < 0 || cpu >= CPU_WORDS * Long.SIZE) {
      return; // beyond lie other slots
    }
    long word = base + CPUS + (long) (cpu >> 6) * Long.BYTES;
    long bit = 1L << cpu;
    long seen = memory.getLongOpaque(word);
    if ((seen & bit) == 0) {
      memory.putLongOpaque(word, seen | bit);
    }
  }

  /** Every CPU the slot's handlers were seen on. */
  public BitSet cpus() {
    long[] words = new long[CPU_WORDS];
    for (int i = 0; i < CPU_WORDS; i++) {
      words[i] = memory.getLongOpaque(base + CPUS + (long) i * Long.BYTES);
    }
    return BitSet.valueOf(words);
  }

  private void increment(long counter) {
    memory.putLongOpaque(base + counter, memory.getLongOpaque(base + counter) + 1);
  }
}
