package stampede.contract;

import stampede.linux.SharedMemory;

/**
 * The live counters of one load thread, on cache lines of their own: written by that thread with
 * release stores, read by the harness for progress while the flood goes on.
 */
public final class LoadCounters {
  private static final long INVOKED = 0;
  private static final long ENDED = 64;

  private final SharedMemory memory;
  private final long base;

  LoadCounters(SharedMemory memory, long base) {
    this.memory = memory;
    this.base = base;
  }

  /** Attempts begun. */
  public long invoked() {
    return memory.getLongAcquire(base + INVOKED);
  }

  /** Attempts that ended with {@code outcome}. */
  public long ended(Outcome outcome) {
    return memory.getLongAcquire(base + ENDED + (long) outcome.code() * Long.BYTES);
  }

  /** Attempts that ended, however. */
  public long ended() {
    long ended = 0;
    for (Outcome outcome : Outcome.values()) {
      ended += ended(outcome);
    }
    return ended;
  }

  void countInvoked() {
    memory.putLongRelease(base + INVOKED, memory.getLong(base + INVOKED) + 1);
  }

  void countEnd(Outcome outcome) {
    long at = base + ENDED + (long) outcome.code() * Long.BYTES;
    memory.putLongRelease(at, memory.getLong(at) + 1);
  }
}
