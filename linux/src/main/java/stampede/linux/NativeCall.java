package stampede.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * A function of libc, ready to call. Keep one in a static final field: the JIT then compiles a call
 * of it to a call of the function.
 *
 * <p>Every function is called as if it took six longs and returned one. In the calling conventions
 * of x86-64 and aarch64 that is the same call: integers and pointers travel in registers, a callee
 * looks at those it knows, and at as much of each as its type says; so does the caller with the
 * result. One shape for all means that a process links one shape, not thirty, which is most of what
 * a handler process does before it is ready. Functions that take floating-point numbers or
 * structures by value cannot be called so.
 *
 * <p>A call that may block is made {@linkplain #blocking so}; one that never does is {@linkplain
 * #quick quick}, which keeps the thread in Java's own state and saves some 10 ns. A quick call that
 * did block would hold up every garbage collection, so the choice is made by the man page, not by
 * habit.
 *
 * @param name as in its man page
 * @param handle takes the thread's errno segment and six longs
 */
record NativeCall(String name, MethodHandle handle) {
  private static final FunctionDescriptor SIX_LONGS = sixLongs();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final Linker.Option QUICK = Linker.Option.critical(false);

  /** Links a function that may block. */
  static NativeCall blocking(String name) {
    return new NativeCall(name, Native.link(name, SIX_LONGS, ERRNO));
  }

  /** Links a function that never blocks. */
  static NativeCall quick(String name) {
    return new NativeCall(name, Native.link(name, SIX_LONGS, ERRNO, QUICK));
  }

  /** Calls it without arguments: an int that is a success, else the negative errno. */
  int call() {
    return call(0, 0, 0, 0, 0, 0);
  }

  /** As {@link #call()} with arguments. */
  int call(long a) {
    return call(a, 0, 0, 0, 0, 0);
  }

  /** As {@link #call()} with arguments. */
  int call(long a, long b) {
    return call(a, b, 0, 0, 0, 0);
  }

  /** As {@link #call()} with arguments. */
  int call(long a, long b, long c) {
    return call(a, b, c, 0, 0, 0);
  }

  /** As {@link #call()} with arguments. */
  int call(long a, long b, long c, long d) {
    return call(a, b, c, d, 0, 0);
  }

  /** As {@link #call()} with arguments. */
  int call(long a, long b, long c, long d, long e) {
    return call(a, b, c, d, e, 0);
  }

  /** As {@link #call()} with arguments. */
  int call(long a, long b, long c, long d, long e, long f) {
    MemorySegment state = Native.state();
    try {
      int result = (int) (long) handle.invokeExact(state, a, b, c, d, e, f);
      return result >= 0 ? result : -Native.errno(state);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  /**
   * For functions that return a long or a pointer: the whole of it, or the negative errno for -1.
   */
  long callLong(long a, long b, long c, long d, long e, long f) {
    MemorySegment state = Native.state();
    try {
      long result = (long) handle.invokeExact(state, a, b, c, d, e, f);
      return result == -1 ? -Native.errno(state) : result;
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  /**
   * As {@link #call()}, else an exception that names the call and {@code shown} as its arguments.
   */
  int check(int result, Object... shown) {
    return LinuxException.check(result, name, shown);
  }

  private static AssertionError impossible(Throwable thrown) {
    return new AssertionError("a native call threw", thrown);
  }

  private static FunctionDescriptor sixLongs() {
    MemoryLayout[] layouts = new MemoryLayout[6];
    Arrays.fill(layouts, ValueLayout.JAVA_LONG);
    return FunctionDescriptor.of(ValueLayout.JAVA_LONG, layouts);
  }
}
