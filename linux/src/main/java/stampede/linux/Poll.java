package stampede.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Waiting for one descriptor. Any thread; allocates nothing after a thread's first call. Source:
 * ppoll(2).
 */
public final class Poll {
  /** POLLIN. */
  public static final short IN = 0x1;

  /** POLLOUT. */
  public static final short OUT = 0x4;

  /** POLLERR, always reported. */
  public static final short ERR = 0x8;

  /** POLLHUP, always reported. */
  public static final short HUP = 0x10;

  /** POLLNVAL: the descriptor is not open; {@link PollSet} reports it. */
  public static final short INVALID = 0x20;

  private static final long NS_PER_S = 1_000_000_000L;
  private static final int EVENTS_OFFSET = 4;
  private static final int REVENTS_OFFSET = 6;
  private static final int TIMEOUT_OFFSET = 8;

  /** Its pointers are given as numbers: struct pollfd and struct timespec in the scratch. */
  private static final NativeCall PPOLL = NativeCall.blocking("ppoll");

  private Poll() {}

  /**
   * Waits until one of {@code events} holds for {@code fd}.
   *
   * @param timeoutNs at most so long; a negative number waits for ever
   * @return the events that hold, 0 when the time ran out, or an error ({@link
   *     Sockets#INTERRUPTED}, EBADF)
   */
  public static int await(int fd, short events, long timeoutNs) {
    MemorySegment scratch = Native.scratch();
    scratch.set(ValueLayout.JAVA_INT, 0, fd);
    scratch.set(ValueLayout.JAVA_SHORT, EVENTS_OFFSET, events);
    scratch.set(ValueLayout.JAVA_SHORT, REVENTS_OFFSET, (short) 0);
    long timeout = 0;
    if (timeoutNs >= 0) {
      timeout = scratch.address() + TIMEOUT_OFFSET;
      scratch.set(ValueLayout.JAVA_LONG, TIMEOUT_OFFSET, timeoutNs / NS_PER_S);
      scratch.set(ValueLayout.JAVA_LONG, TIMEOUT_OFFSET + 8, timeoutNs % NS_PER_S);
    }
    int result;

    result = PPOLL.call(scratch.address(), 1, timeout, 0);

    short held = scratch.get(ValueLayout.JAVA_SHORT, REVENTS_OFFSET);
    return result <= 0 ? result : held == INVALID ? Errno.EBADF.asResult() : held;
  }

  /** As {@link #await}, going on after a signal until the time has run out all the same. */
  static int awaitThroughSignals(int fd, short events, long timeoutNs) {
    long deadlineNs = Clock.monotonicNs() + Math.max(0, timeoutNs);
    int result = await(fd, events, timeoutNs);
    while (result == Sockets.INTERRUPTED) {
      long leftNs = timeoutNs < 0 ? -1 : Math.max(0, deadlineNs - Clock.monotonicNs());
      result = await(fd, events, leftNs);
    }
    return result;
  }
}
