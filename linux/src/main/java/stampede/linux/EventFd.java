package stampede.linux;

/**
 * A counter in the kernel that wakes whoever waits for it: poll and epoll see {@link Poll#IN} while
 * it is above zero. Never blocks unless it was made {@linkplain #createBlocking to}; wait for it
 * with {@link Poll} or {@link Epoll}. Any thread, and any process the descriptor was passed to. The
 * calls allocate nothing. Source: eventfd(2).
 */
public final class EventFd extends CountingFile {
  private static final int EFD_SEMAPHORE = 1;
  private static final NativeCall EVENTFD = NativeCall.quick("eventfd");

  private EventFd(int number) {
    super(number);
  }

  private EventFd(Descriptor same) {
    super(same);
  }

  /**
   * A new counter at zero.
   *
   * @param semaphore whether {@link #drain()} takes one at a time instead of all
   * @throws LinuxException EMFILE, ENFILE, ENOMEM
   */
  public static EventFd create(boolean semaphore) {
    return make(Sockets.NONBLOCK | Sockets.CLOEXEC | (semaphore ? EFD_SEMAPHORE : 0));
  }

  /**
   * As {@link #create}, but {@link #drain} waits, without limit, while the counter is zero, and so
   * does {@link #signal} while it is full; a signal ends the wait ({@link Sockets#INTERRUPTED}).
   */
  public static EventFd createBlocking(boolean semaphore) {
    return make(Sockets.CLOEXEC | (semaphore ? EFD_SEMAPHORE : 0));
  }

  private static EventFd make(int flags) {
    int number = EVENTFD.call(0, flags);
    return new EventFd(LinuxException.check(number, "eventfd", 0, flags));
  }

  /** Uses a counter another process made with {@link #create}; owns {@code received}. */
  public static EventFd adopt(Descriptor received) {
    return new EventFd(received);
  }

  /**
   * Adds to the counter and wakes those who wait.
   *
   * @param increment at least 0
   * @return 0, or {@link Sockets#WOULD_BLOCK} when the counter would pass 2^64 - 2, or an error
   */
  public int signal(long increment) {
    return writeCount(increment);
  }

  /**
   * Takes the counter back to zero, or takes one from it where it is a semaphore.
   *
   * @return what was taken, at least 1, or {@link Sockets#WOULD_BLOCK} when the counter was zero,
   *     or another error
   */
  public long drain() {
    return readCount();
  }
}
