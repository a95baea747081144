package stampede.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static stampede.linux.Native.signature;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What a process settles about itself with the kernel. Sources: prctl(2), gettid(2), setsid(2),
 * signal(2), getrlimit(2).
 */
public final class ThisProcess {
  private static final int PR_SET_PDEATHSIG = 1;
  private static final int RLIMIT_NOFILE = 7;
  private static final int SIG_ERR = -1;
  private static final MethodHandle PRCTL = Native.variadic("prctl", 1, signature("iillll"));
  private static final MethodHandle GETTID = Native.quick("gettid", signature("i"));
  private static final MethodHandle GETPID = Native.quick("getpid", signature("i"));
  private static final MethodHandle GETPPID = Native.quick("getppid", signature("i"));
  private static final MethodHandle SETSID = Native.quick("setsid", signature("i"));
  private static final MethodHandle GETRLIMIT = Native.quick("getrlimit", signature("iip"));
  private static final MethodHandle SETRLIMIT = Native.quick("setrlimit", signature("iip"));
  private static final MethodHandle SIGNAL =
      Native.quick(
          "signal", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ADDRESS));

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
    MemorySegment state = Native.state();
    try {
      int result =
          Native.result(
              (int)
                  PRCTL.invokeExact(
                      state, PR_SET_PDEATHSIG, (long) Signal.KILL.number(), 0L, 0L, 0L),
              state);
      LinuxException.check(result, "prctl", "PR_SET_PDEATHSIG", "SIGKILL");
      return (int) GETPPID.invokeExact(state) == parentPid;
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  /**
   * Leaves the terminal's process group, so that Ctrl-C reaches only the process that is to decide
   * about it.
   */
  public static void leaveTerminal() {
    MemorySegment state = Native.state();
    try {
      int session = (int) SETSID.invokeExact(state);
      if (session < 0) {
        ignore(Signal.INT);
      }
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  /**
   * Ignores a signal from now on, instead of what the JVM does with it.
   *
   * @throws LinuxException EINVAL for a signal that nobody may ignore
   */
  public static void ignore(Signal signal) {
    disposition(signal, MemorySegment.ofAddress(1));
  }

  /**
   * Makes a signal interrupt a blocked call (it returns EINTR) and do nothing else. The handler is
   * a harmless function of libc, so no Java runs in it. sigaction's SA_RESTART must stay unset,
   * which siginterrupt(3) sees to. A signal that comes just before the call blocks is spent on
   * nothing, so whoever sends one sends it again until it has worked.
   */
  public static void interruptCallsOn(Signal signal) {
    disposition(signal, Native.symbol("abs"));
    MemorySegment state = Native.state();
    try {
      MethodHandle interrupt = SignalInterrupt.HANDLE;
      int result = Native.result((int) interrupt.invokeExact(state, signal.number(), 1), state);
      LinuxException.check(result, "siginterrupt", signal);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  private static void disposition(Signal signal, MemorySegment handler) {
    MemorySegment state = Native.state();
    try {
      long before = (long) SIGNAL.invokeExact(state, signal.number(), handler);
      if (before == SIG_ERR) {
        LinuxException.check(Native.result(before, state), "signal", signal);
      }
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  /** Whether a descriptor of this process is a terminal; 2 is standard error. Source: isatty(3). */
  public static boolean isTerminal(int fd) {
    MemorySegment state = Native.state();
    try {
      MethodHandle isatty = Terminal.ISATTY;
      return (int) isatty.invokeExact(state, fd) == 1;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  /** The id of this process. */
  public static int pid() {
    return number(GETPID);
  }

  /** The kernel's id of the calling platform thread. */
  public static int tid() {
    return number(GETTID);
  }

  private static int number(MethodHandle call) {
    MemorySegment state = Native.state();
    try {
      return (int) call.invokeExact(state);
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
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
    MemorySegment state = Native.state();
    try {
      int result =
          Native.result((int) SETRLIMIT.invokeExact(state, RLIMIT_NOFILE, limit.segment()), state);
      LinuxException.check(result, "setrlimit", "RLIMIT_NOFILE", limit.getLong(0));
      return limit.getLong(0);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  private static NativeBuffer limit() {
    NativeBuffer limit = NativeBuffer.allocate(16);
    MemorySegment state = Native.state();
    try {
      int result =
          Native.result((int) GETRLIMIT.invokeExact(state, RLIMIT_NOFILE, limit.segment()), state);
      LinuxException.check(result, "getrlimit", "RLIMIT_NOFILE");
      return limit;
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  /** Linked on first use: only commands need it. */
  private static final class Terminal {
    static final MethodHandle ISATTY = Native.quick("isatty", signature("ii"));
  }

  /** Linked on first use: only servers need it. */
  private static final class SignalInterrupt {
    static final MethodHandle HANDLE = Native.quick("siginterrupt", signature("iii"));
  }
}
