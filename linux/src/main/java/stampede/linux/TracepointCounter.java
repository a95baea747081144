package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Counts how often one thread, of any process, passes one tracepoint of the kernel. It only counts:
 * no samples, no buffer, and the thread is neither stopped nor told. It goes on after the thread's
 * end, with the count it had. Control plane, any thread.
 *
 * <p>While any counter of a system call is open, every system call of the machine takes the
 * kernel's slower way in and out, and every switch to or from a counted thread takes up and lays
 * down its counters: that is its price, and a reason to close it.
 *
 * <p>Layouts are those of linux/perf_event.h. Sources: perf_event_open(2), the kernel's
 * Documentation/trace/events.rst (filters).
 */
public final class TracepointCounter extends Descriptor {
  private static final int TYPE_TRACEPOINT = 2;

  /** PERF_ATTR_SIZE_VER5, which every kernel since 4.2 knows. */
  private static final int ATTRIBUTE_BYTES = 112;

  private static final int SIZE_OFFSET = 4;
  private static final int CONFIG_OFFSET = 8;
  private static final int FLAGS_OFFSET = 40;
  private static final long DISABLED = 1;
  private static final long INHERIT = 1 << 1;

  private static final int ANY_CPU = -1;
  private static final int NO_GROUP = -1;
  private static final long FLAG_CLOEXEC = 1 << 3;
  private static final long ENABLE = 0x2400;
  private static final long SET_FILTER = 0x40082406;
  private static final NativeCall PERF_EVENT_OPEN =
      NativeCall.systemCall("perf_event_open", Native.ARCHITECTURE.perfEventOpenCall);
  private static final NativeCall IOCTL = NativeCall.blocking("ioctl");
  private static final NativeCall READ = NativeCall.blocking("read");

  private TracepointCounter(int number) {
    super(number);
  }

  /** Whom a counter counts. */
  public enum Scope {
    /** The thread it is opened for. */
    THREAD,
    /** That thread, and the threads and processes that it starts from now on, and theirs. */
    THREAD_AND_WHAT_IT_STARTS
  }

  /**
   * Begins to count at zero.
   *
   * @param tid a thread of any process; 0 is the caller
   * @param tracepoint as {@link TraceEvents#id} has it
   * @param filter over the fields of the tracepoint, such as {@code ret < 0}; empty counts all
   * @throws LinuxException EACCES or EPERM without root or CAP_PERFMON (unless
   *     kernel.perf_event_paranoid is -1), ESRCH when there is no such thread, EMFILE, EINVAL for a
   *     filter that the kernel does not understand
   */
  public static TracepointCounter open(int tid, int tracepoint, String filter, Scope scope) {
    TracepointCounter counter = new TracepointCounter(openDisabled(tid, tracepoint, scope));
    try {
      counter.filter(filter);
      LinuxException.check(IOCTL.call(counter.number(), ENABLE, 0), "ioctl", "EVENT_IOC_ENABLE");
      return counter;
    } catch (LinuxException failure) {
      counter.close();
      throw failure;
    }
  }

  /** struct perf_event_attr; what is zero excludes nothing and asks for nothing. */
  private static int openDisabled(int tid, int tracepoint, Scope scope) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, 8);
      attribute.set(ValueLayout.JAVA_INT, 0, TYPE_TRACEPOINT);
      attribute.set(ValueLayout.JAVA_INT, SIZE_OFFSET, ATTRIBUTE_BYTES);
      attribute.set(ValueLayout.JAVA_LONG, CONFIG_OFFSET, tracepoint);
      long flags = scope == Scope.THREAD ? DISABLED : DISABLED | INHERIT;
      attribute.set(ValueLayout.JAVA_LONG, FLAGS_OFFSET, flags);
      int result = PERF_EVENT_OPEN.call(attribute.address(), tid, ANY_CPU, NO_GROUP, FLAG_CLOEXEC);
      return LinuxException.check(result, "perf_event_open", "tracepoint " + tracepoint, tid);
    }
  }

  private void filter(String filter) {
    if (!filter.isEmpty()) {
      try (Arena arena = Arena.ofConfined()) {
        long text = arena.allocateFrom(filter).address();
        int result = IOCTL.call(number(), SET_FILTER, text);
        LinuxException.check(result, "ioctl", "PERF_EVENT_IOC_SET_FILTER", filter);
      }
    }
  }

  /**
   * How often it was passed since {@link #open}.
   *
   * @throws LinuxException EBADF once it is closed
   */
  public long read() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
      int result = READ.call(number(), count.address(), Long.BYTES);
      LinuxException.check(result, "read", this);
      return count.get(ValueLayout.JAVA_LONG, 0);
    }
  }
}
