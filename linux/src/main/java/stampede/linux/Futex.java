package stampede.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;

/**
 * Sleeping on an int in memory until somebody changes it and says so: between threads, and between
 * processes where the memory is shared. The waiter names the value it saw, and the kernel lets it
 * sleep only while that value stands, so that no change is missed:
 *
 * <pre>{@code
 * int seen = memory.getIntAcquire(offset);        // the waiter
 * if (!satisfied(seen)) { futex.await(seen, timeoutNs); }
 *
 * memory.putIntRelease(offset, changed);          // the waker
 * futex.wakeAll();
 * }</pre>
 *
 * <p>Any thread; allocates nothing. The memory must outlive every wait. Source: futex(2).
 */
public final class Futex {
  /** How a wait ended. The first two may both be early: look at the value again. */
  public enum Ended {
    /** Somebody woke us, perhaps for a change that is already undone. */
    WOKEN,
    /** The value was not the expected one, so there was no sleep. */
    CHANGED,
    /** The time ran out. */
    TIMED_OUT,
    /** A signal came first. */
    INTERRUPTED
  }

  private static final long WAIT = 0;
  private static final long WAKE = 1;
  private static final long NS_PER_S = 1_000_000_000L;
  private static final NativeCall FUTEX =
      NativeCall.systemCall("futex", Native.ARCHITECTURE.futexCall);

  private final Memory memory;
  private final long word;

  /**
   * The futex on the int at {@code offset}, which must be a multiple of 4.
   *
   * @throws IllegalArgumentException when it is not
   */
  public Futex(Memory memory, long offset) {
    if (offset % Integer.BYTES != 0) {
      throw new IllegalArgumentException("a futex lies on a multiple of 4, not at " + offset);
    }
    this.memory = memory;
    this.word = memory.address(offset, Integer.BYTES);
  }

  /**
   * Sleeps while the int is {@code expected} and nobody wakes.
   *
   * @param timeoutNs at most so long; a negative number waits for ever
   * @throws LinuxException for any error that is none of {@link Ended}
   */
  public Ended await(int expected, long timeoutNs) {
    long limit = 0;
    if (timeoutNs >= 0) {
      MemorySegment timeout = Native.scratch();
      timeout.set(ValueLayout.JAVA_LONG, 0, timeoutNs / NS_PER_S);
      timeout.set(ValueLayout.JAVA_LONG, 8, timeoutNs % NS_PER_S);
      limit = timeout.address();
    }
    int result = call(WAIT, expected, limit);
    if (result == 0) {
      return Ended.WOKEN;
    }
    return switch (Errno.of(result)) {
      case EAGAIN -> Ended.CHANGED;
      case ETIMEDOUT -> Ended.TIMED_OUT;
      case EINTR -> Ended.INTERRUPTED;
      default -> throw LinuxException.of(result, "futex", "FUTEX_WAIT", expected, timeoutNs);
    };
  }

  /** Wakes at most {@code atMost} sleepers, in the order they came; returns how many there were. */
  public int wake(int atMost) {
    int result = call(WAKE, atMost, 0);
    if (result < 0) {
      throw LinuxException.of(result, "futex", "FUTEX_WAKE", atMost);
    }
    return result;
  }

  /** Wakes every sleeper; returns how many there were. */
  public int wakeAll() {
    return wake(Integer.MAX_VALUE);
  }

  /** Without FUTEX_PRIVATE_FLAG, so that the kernel looks for sleepers of every process. */
  private int call(long operation, int value, long timeout) {
    try {
      return FUTEX.call(word, operation, value, timeout);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }
}
