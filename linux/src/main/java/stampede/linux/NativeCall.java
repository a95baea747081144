package stampede.linux;

import java.lang.invoke.MethodHandle;

/**
 * A function of libc or a system call, ready to be made. Keep one in a static final field: the JIT
 * then compiles a call of it to a call of the function.
 *
 * <p>Every function is called as if it took six longs and returned an int. In the calling
 * conventions of x86-64 and aarch64 that is the same call: integers and pointers travel in
 * registers, and a callee looks at those it knows, and at as much of each as its type says. One
 * shape for all means that a process links one shape, not thirty, which is most of what a handler
 * process does before it is ready. Functions that take floating-point numbers or structures by
 * value, or return more than an int, cannot be called so; {@linkplain #systemCall system calls}
 * return a long.
 *
 * <p>A call that may block is made {@linkplain #blocking so}; one that never does is {@linkplain
 * #quick quick}, which keeps the thread in Java's own state and saves some 10 ns. A quick call that
 * did block would hold up every garbage collection, so the choice is made by the man page, not by
 * habit.
 *
 * @param name as in its man page
 * @param target the address of the function, or the number of the system call
 * @param thunk takes six longs and the target
 */
record NativeCall(String name, long target, MethodHandle thunk) {
  /** A function of libc that may block. */
  static NativeCall blocking(String name) {
    return new NativeCall(name, Native.symbol(name).address(), Thunks.FUNCTION);
  }

  /** A function of libc that never blocks. */
  static NativeCall quick(String name) {
    return new NativeCall(name, Native.symbol(name).address(), Thunks.QUICK_FUNCTION);
  }

  /** A system call that may block, by the number it has on this machine. */
  static NativeCall systemCall(String name, long number) {
    return new NativeCall(name, number, Thunks.SYSTEM_CALL);
  }

  /** A system call that never blocks, by the number it has on this machine. */
  static NativeCall quickSystemCall(String name, long number) {
    return new NativeCall(name, number, Thunks.QUICK_SYSTEM_CALL);
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
    return (int) callLong(a, b, c, d, e, f);
  }

  /** As {@link #call()}, for system calls that return a long or a pointer. */
  long callLong(long a, long b, long c, long d, long e, long f) {
    try {
      return (long) thunk.invokeExact(a, b, c, d, e, f, target);
    } catch (Throwable thrown) {
      throw new AssertionError("a native call threw", thrown);
    }
  }

  /**
   * As {@link #call()}, else an exception that names the call and {@code shown} as its arguments.
   */
  int check(int result, Object... shown) {
    return LinuxException.check(result, name, shown);
  }
}
