package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;

/**
 * An epoll instance, and the place where its events are put. The kernel's side may be used by many
 * threads and, after fork or descriptor passing, by many processes; the event buffer belongs to one
 * thread, so a thread that shares an instance {@linkplain #share shares} it through an object of
 * its own.
 *
 * <pre>{@code
 * int ready = epoll.await(timeoutNs);
 * for (int i = 0; i < ready; i++) {
 *   if ((epoll.events(i) & Epoll.IN) != 0) { read(epoll.data(i)); }
 * }
 * }</pre>
 *
 * <p>struct epoll_event is packed to 12 bytes on x86-64 and padded to 16 elsewhere. Sources:
 * epoll(7), epoll_ctl(2), epoll_pwait2(2).
 */
public final class Epoll extends Descriptor {
  /** EPOLLIN. */
  public static final int IN = 0x1;

  /** EPOLLPRI: out-of-band data, or an exception of the file. */
  public static final int PRI = 0x2;

  /** EPOLLOUT. */
  public static final int OUT = 0x4;

  /** EPOLLERR, always reported. */
  public static final int ERR = 0x8;

  /** EPOLLHUP, always reported. */
  public static final int HUP = 0x10;

  /** EPOLLRDHUP: the peer will send no more. */
  public static final int RDHUP = 0x2000;

  /**
   * EPOLLEXCLUSIVE: wake one of the instances that wait for the descriptor; with {@link #add} only.
   */
  public static final int EXCLUSIVE = 1 << 28;

  /** EPOLLWAKEUP: keep the machine from suspending while the event is handled. */
  public static final int WAKEUP = 1 << 29;

  /** EPOLLONESHOT: disarm after one event. */
  public static final int ONESHOT = 1 << 30;

  /** EPOLLET: report changes, not levels. */
  public static final int EDGE = 1 << 31;

  private static final int CTL_ADD = 1;
  private static final int CTL_DEL = 2;
  private static final int CTL_MOD = 3;
  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final long EVENT_BYTES = Native.ARCHITECTURE.epollEventBytes;
  private static final long DATA_OFFSET = Native.ARCHITECTURE.epollDataOffset;
  private static final long NS_PER_S = 1_000_000_000L;

  private static final NativeCall CREATE = NativeCall.quick("epoll_create1");
  private static final NativeCall CTL = NativeCall.quick("epoll_ctl");
  private static final NativeCall WAIT_LONG = NativeCall.blocking("epoll_wait");
  private static final NativeCall WAIT_NOW = NativeCall.quick("epoll_wait");
  private static final NativeCall PWAIT2 = NativeCall.blocking("epoll_pwait2");

  private final MemorySegment events;
  private final long eventsAddress;
  private final int maxEvents;

  private Epoll(Descriptor instance, int maxEvents) {
    super(instance);
    if (maxEvents < 1) {
      throw new IllegalArgumentException("an await returns at least one event, not " + maxEvents);
    }
    this.maxEvents = maxEvents;
    this.events = Arena.ofAuto().allocate(EVENT_BYTES * maxEvents, 64);
    this.eventsAddress = events.address();
  }

  /**
   * A new instance.
   *
   * @param maxEvents the most events one {@link #await} returns, at least 1
   */
  public static Epoll create(int maxEvents) {
    Descriptor instance = new Descriptor(LinuxException.check(create1(), "epoll_create1"));
    try {
      return new Epoll(instance, maxEvents);
    } catch (RuntimeException failure) {
      instance.close();
      throw failure;
    }
  }

  /**
   * Waits on an instance that another thread or process made. Owns {@code received}: whichever of
   * the two is closed first closes both, so a thread that wants to go on without the others gives a
   * {@linkplain Descriptor#duplicate duplicate}.
   */
  public static Epoll share(Descriptor received, int maxEvents) {
    return new Epoll(received, maxEvents);
  }

  /**
   * Adds a descriptor. Returns 0 or the error. A descriptor leaves by itself when the last holder
   * of its open file description closes it, in whatever process that is; until then its events
   * come, also to those who closed their own.
   */
  public int add(int fd, int eventMask, long data) {
    return control(CTL_ADD, fd, eventMask, data);
  }

  /** Changes what is waited for. Returns 0 or the error. */
  public int modify(int fd, int eventMask, long data) {
    return control(CTL_MOD, fd, eventMask, data);
  }

  /** Removes a descriptor. Returns 0 or the error. */
  public int remove(int fd) {
    return control(CTL_DEL, fd, 0, 0);
  }

  /**
   * Waits for events.
   *
   * @param timeoutNs at most so long, in nanoseconds; 0 looks without waiting, a negative number
   *     waits for ever
   * @return how many events there are, 0 when the time ran out, or an error ({@link
   *     Sockets#INTERRUPTED})
   */
  public int await(long timeoutNs) {
    if (timeoutNs == 0) {
      return look();
    }
    return timeoutNs < 0 ? awaitForever() : awaitAtMost(timeoutNs);
  }

  private int look() {
    try {
      return WAIT_NOW.call(number(), eventsAddress, maxEvents, 0);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private int awaitForever() {
    try {
      return WAIT_LONG.call(number(), eventsAddress, maxEvents, -1);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private int awaitAtMost(long timeoutNs) {
    MemorySegment timeout = Native.scratch();
    timeout.set(ValueLayout.JAVA_LONG, 0, timeoutNs / NS_PER_S);
    timeout.set(ValueLayout.JAVA_LONG, 8, timeoutNs % NS_PER_S);
    long limit = timeout.address();
    try {
      return PWAIT2.call(number(), eventsAddress, maxEvents, limit, 0);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** The event mask of the {@code i}-th event of the last {@link #await}. */
  public int events(int i) {
    return events.get(ValueLayout.JAVA_INT_UNALIGNED, i * EVENT_BYTES);
  }

  /** What was given as data with the {@code i}-th event's descriptor. */
  public long data(int i) {
    return events.get(ValueLayout.JAVA_LONG_UNALIGNED, i * EVENT_BYTES + DATA_OFFSET);
  }

  private int control(int operation, int fd, int eventMask, long data) {
    MemorySegment change = Native.scratch();
    change.set(ValueLayout.JAVA_INT_UNALIGNED, 0, eventMask);
    change.set(ValueLayout.JAVA_LONG_UNALIGNED, DATA_OFFSET, data);
    long place = change.address();

    return CTL.call(number(), operation, fd, place);
  }

  private static int create1() {
    return CREATE.call(EPOLL_CLOEXEC);
  }
}
