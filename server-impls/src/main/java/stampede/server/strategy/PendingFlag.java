package stampede.server.strategy;

import stampede.contract.Scoreboard;
import stampede.linux.Futex;
import stampede.linux.SharedMemory;

/**
 * The notification flag of a scoreboard, with two places to sleep: handlers sleep while it is down,
 * its watcher while it is up. The watcher alone raises it; anybody lowers it, and each lowering
 * moves a count on which the watcher sleeps, so that none is missed and no handler is woken by it.
 * Any thread of any process; allocates nothing.
 */
final class PendingFlag {
  private static final int DOWN = 0;
  private static final int UP = 1;

  private final SharedMemory memory;
  private final long flagOffset;
  private final long loweredOffset;
  private final Futex flag;
  private final Futex lowered;

  PendingFlag(Scoreboard scoreboard) {
    memory = scoreboard.flagMemory();
    flagOffset = scoreboard.flagOffset();
    loweredOffset = flagOffset + Integer.BYTES;
    flag = new Futex(memory, flagOffset);
    lowered = new Futex(memory, loweredOffset);
  }

  /** Sleeps while it is down; a signal ends the sleep, and so may nothing at all. */
  Futex.Ended awaitRaised() {
    return memory.getIntVolatile(flagOffset) == UP ? Futex.Ended.CHANGED : flag.await(DOWN, -1);
  }

  /** Sleeps while it is up, at most so long; whether it is down. */
  boolean awaitLowered(long timeoutNs) {
    int seen = memory.getIntVolatile(loweredOffset);
    if (memory.getIntVolatile(flagOffset) == UP) {
      lowered.await(seen, timeoutNs);
    }
    return memory.getIntVolatile(flagOffset) == DOWN;
  }

  /** Raises it and wakes every handler that sleeps. */
  void raise() {
    memory.putIntVolatile(flagOffset, UP);
    flag.wakeAll();
  }

  /** Lowers it, if it is up, and has the watcher look at the buffer. */
  void lower() {
    if (memory.compareAndSetInt(flagOffset, UP, DOWN)) {
      memory.getAndAddInt(loweredOffset, 1);
      lowered.wake(1);
    }
  }
}
