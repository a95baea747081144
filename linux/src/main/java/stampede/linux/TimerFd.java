package stampede.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A timer on the clock of {@link Clock} that can be waited for like a socket: poll and epoll see
 * {@link Poll#IN} once it expired, until the expirations are {@linkplain #expirations read}. Never
 * blocks. Any thread; the calls allocate nothing. Source: timerfd_create(2).
 */
public final class TimerFd extends CountingFile {
  private static final int CLOCK_MONOTONIC = 1;
  private static final int RELATIVE = 0;
  private static final int TFD_TIMER_ABSTIME = 1;
  private static final long NS_PER_S = 1_000_000_000L;
  private static final NativeCall CREATE = NativeCall.quick("timerfd_create");
  private static final NativeCall SETTIME = NativeCall.quick("timerfd_settime");

  private TimerFd(int number) {
    super(number);
  }

  /**
   * A new timer, not armed.
   *
   * @throws LinuxException EMFILE, ENFILE, ENOMEM
   */
  public static TimerFd create() {
    int flags = Sockets.NONBLOCK | Sockets.CLOEXEC;
    int number;

    number = CREATE.call(CLOCK_MONOTONIC, flags);

    return new TimerFd(LinuxException.check(number, "timerfd_create", "CLOCK_MONOTONIC", flags));
  }

  /**
   * Expires {@code delayNs} from now, and every {@code intervalNs} after that; replaces what was
   * armed before and forgets its expirations.
   *
   * @param delayNs 0 and below expire at once
   * @param intervalNs 0 expires only once
   * @return 0, or EINVAL when the interval is negative
   */
  public int arm(long delayNs, long intervalNs) {
    return set(RELATIVE, Math.max(1, delayNs), intervalNs);
  }

  /**
   * As {@link #arm}, at an instant of {@link Clock#monotonicNs()}; one that has passed expires at
   * once.
   */
  public int armAt(long deadlineNs, long intervalNs) {
    return set(TFD_TIMER_ABSTIME, Math.max(1, deadlineNs), intervalNs);
  }

  /** Stops the timer and forgets its expirations. Returns 0 or the error. */
  public int disarm() {
    return set(RELATIVE, 0, 0);
  }

  /**
   * How often the timer expired since it was armed or last read.
   *
   * @return at least 1, or {@link Sockets#WOULD_BLOCK} when it did not, or another error
   */
  public long expirations() {
    return readCount();
  }

  /** struct itimerspec: the interval, then the first expiration; a zero one disarms. */
  private int set(int flags, long firstNs, long intervalNs) {
    MemorySegment timer = Native.scratch();
    timer.set(ValueLayout.JAVA_LONG, 0, intervalNs / NS_PER_S);
    timer.set(ValueLayout.JAVA_LONG, 8, intervalNs % NS_PER_S);
    timer.set(ValueLayout.JAVA_LONG, 16, firstNs / NS_PER_S);
    timer.set(ValueLayout.JAVA_LONG, 24, firstNs % NS_PER_S);
    long place = timer.address();

    return SETTIME.call(number(), flags, place, 0);
  }
}
