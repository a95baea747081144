package stampede.linux;

import static stampede.linux.Native.signature;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

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

  private static final long NS_PER_S = 1_000_000_000L;
  private static final MethodHandle PPOLL = Native.blocking("ppoll", signature("iplpp"));

  /** struct pollfd, then struct timespec; one for each thread. */
  private static final ThreadLocal<MemorySegment> ARGUMENTS =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(24, 8));

  private Poll() {}

  /**
   * Waits until one of {@code events} holds for {@code fd}.
   *
   * @param timeoutNs at most so long; a negative number waits for ever
   * @return the events that hold, 0 when the time ran out, or an error ({@link
   *     Sockets#INTERRUPTED})
   */
  public static int await(int fd, short events, long timeoutNs) {
    MemorySegment arguments = ARGUMENTS.get();
    arguments.set(ValueLayout.JAVA_INT, 0, fd);
    arguments.set(ValueLayout.JAVA_SHORT, 4, events);
    arguments.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
    MemorySegment timeout = MemorySegment.NULL;
    if (timeoutNs >= 0) {
      arguments.set(ValueLayout.JAVA_LONG, 8, timeoutNs / NS_PER_S);
      arguments.set(ValueLayout.JAVA_LONG, 16, timeoutNs % NS_PER_S);
      timeout = arguments.asSlice(8, 16);
    }
    MemorySegment state = Native.state();
    try {
      int result =
          Native.result(
              (int) PPOLL.invokeExact(state, arguments, 1L, timeout, MemorySegment.NULL), state);
      return result <= 0 ? result : arguments.get(ValueLayout.JAVA_SHORT, 6);
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }
}
