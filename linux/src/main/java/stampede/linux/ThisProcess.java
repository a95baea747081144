package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalInt;

/**
 * What a process settles about itself with the kernel. Sources: prctl(2), gettid(2), setsid(2),
 * sigaction(2), getrlimit(2).
 */
public final class ThisProcess {
  private static final int PR_SET_PDEATHSIG = 1;
  private static final int RLIMIT_NOFILE = 7;
  private static final long SIG_IGN = 1;
  private static final NativeCall PRCTL = NativeCall.blocking("prctl");
  private static final NativeCall GETTID = NativeCall.quick("gettid");
  private static final NativeCall GETPID = NativeCall.quick("getpid");
  private static final NativeCall GETEUID = NativeCall.quick("geteuid");
  private static final NativeCall GETPPID = NativeCall.quick("getppid");
  private static final NativeCall SETSID = NativeCall.quick("setsid");
  private static final NativeCall GETRLIMIT = NativeCall.quick("getrlimit");
  private static final NativeCall SETRLIMIT = NativeCall.quick("setrlimit");
  private static final NativeCall SIGACTION = NativeCall.quick("sigaction");

  /** struct sigaction: the handler, 128 bytes of mask, the flags, what libc returns by. */
  private static final int SIGACTION_BYTES = 152;

  private ThisProcess() {}

  /**
   * Asks the kernel to kill this process (SIGKILL) when the thread that started it ends, and tells
   * whether that happened before the question. Both ends are threads: the starter must be one that
   * lives as long as it wants its children, and the caller one that lives as long as this process,
   * for its end takes the wish away. The thread that runs main does.
   *
   * @param parentPid the process that started this one, as it knows itself
   * @return false when the parent is gone already: the caller must end
   */
  public static boolean dieWithParent(long parentPid) {
    int result = PRCTL.call(PR_SET_PDEATHSIG, Signal.KILL.number());
    LinuxException.check(result, "prctl", "PR_SET_PDEATHSIG", "SIGKILL");
    return GETPPID.call() == parentPid;
  }

  /**
   * Leaves the terminal's process group, so that Ctrl-C reaches only the process that is to decide
   * about it.
   */
  public static void leaveTerminal() {
    int session = SETSID.call();
    if (session < 0) {
      ignore(Signal.INT);
    }
  }

  /**
   * Ignores a signal from now on, instead of what the JVM does with it.
   *
   * @throws LinuxException EINVAL for a signal that nobody may ignore
   */
  public static void ignore(Signal signal) {
    disposition(signal, SIG_IGN);
  }

  /**
   * Makes a signal interrupt a blocked call (it returns EINTR) and do nothing else. The handler is
   * a harmless function of libc, so no Java runs in it. SA_RESTART stays unset. A signal that comes
   * just before the call blocks is spent on nothing, so whoever sends one sends it again until it
   * has worked.
   */
  public static void interruptCallsOn(Signal signal) {
    disposition(signal, Native.symbol("abs").address());
  }

  private static void disposition(Signal signal, long handler) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment action = arena.allocate(SIGACTION_BYTES, 8);
      action.set(ValueLayout.JAVA_LONG, 0, handler);
      int result = SIGACTION.call(signal.number(), action.address());
      LinuxException.check(result, "sigaction", signal);
    }
  }

  /** Whether a descriptor of this process is a terminal; 2 is standard error. Source: isatty(3). */
  public static boolean isTerminal(int fd) {
    return Terminal.ISATTY.call(fd) == 1;
  }

  /**
   * How many columns the terminal has that a descriptor of this process is; empty when it is none,
   * or does not say. Source: TIOCGWINSZ in ioctl_tty(2), whose struct winsize is four shorts: rows,
   * columns and the same in pixels.
   */
  public static OptionalInt terminalColumns(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(4 * Short.BYTES, 8);
      boolean told = Terminal.IOCTL.call(fd, Terminal.TIOCGWINSZ, size.address()) == 0;
      int columns = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, Short.BYTES));
      return told && columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
    }
  }

  /** The id of this process. */
  public static int pid() {
    return GETPID.call();
  }

  /** The user this process acts as. */
  public static int user() {
    return GETEUID.call();
  }

  /** The kernel's id of the calling platform thread. */
  public static int tid() {
    return GETTID.call();
  }

  /** How many descriptors this process may have open now (the soft limit). */
  public static long descriptorLimit() {
    return limit().getLong(0);
  }

  /**
   * Raises the soft limit of open descriptors to {@code wanted} or to the hard limit, whichever is
   * less.
   *
   * @return the limit in force afterwards
   */
  public static long raiseDescriptorLimit(long wanted) {
    NativeBuffer limit = limit();
    if (limit.getLong(0) >= wanted) {
      return limit.getLong(0);
    }
    long hard = limit.getLong(8);
    limit.putLong(0, hard < 0 ? wanted : Math.min(wanted, hard));
    int result = SETRLIMIT.call(RLIMIT_NOFILE, limit.address());
    LinuxException.check(result, "setrlimit", "RLIMIT_NOFILE", limit.getLong(0));
    return limit.getLong(0);
  }

  private static NativeBuffer limit() {
    NativeBuffer limit = NativeBuffer.allocate(16);
    int result = GETRLIMIT.call(RLIMIT_NOFILE, limit.address());
    LinuxException.check(result, "getrlimit", "RLIMIT_NOFILE");
    return limit;
  }

  /** Linked on first use: only commands need it. */
  private static final class Terminal {
    static final int TIOCGWINSZ = 0x5413;
    static final NativeCall ISATTY = NativeCall.quick("isatty");
    static final NativeCall IOCTL = NativeCall.blocking("ioctl");
  }
}
