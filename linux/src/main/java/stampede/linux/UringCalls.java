package stampede.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The three system calls of io_uring, which libc does not wrap. They came after the tables of all
 * machines were made one, so their numbers are the same everywhere.
 *
 * <p>None is a quick call, not even an enter that does not wait: what is submitted is carried out
 * inside the call as far as it goes, takes locks and memory there, and may sleep for either.
 * Sources: io_uring_setup(2), io_uring_enter(2), io_uring_register(2).
 */
final class UringCalls {
  /** IORING_ENTER_GETEVENTS: complete what can be completed, and wait for as many as asked. */
  static final int GETEVENTS = 1;

  private static final int EXT_ARG = 1 << 3;
  private static final NativeCall SETUP = NativeCall.systemCall("io_uring_setup", 425);
  private static final NativeCall ENTER = NativeCall.systemCall("io_uring_enter", 426);
  private static final NativeCall REGISTER = NativeCall.systemCall("io_uring_register", 427);

  /** struct io_uring_getevents_arg, then the struct timespec it points to; in the scratch. */
  private static final int ARGUMENT_BYTES = 24;

  private static final int ARGUMENT_TIMEOUT = 16;
  private static final int TIMEOUT_AT = 32;
  private static final long NS_PER_S = 1_000_000_000L;

  private UringCalls() {}

  /** Makes a ring from struct io_uring_params, which it fills in: its descriptor or an error. */
  static int setup(int entries, long params) {
    return SETUP.call(entries, params);
  }

  /** What of the next {@code toSubmit} the kernel took, or an error where it took none. */
  static int submit(int ring, int toSubmit) {
    return ENTER.call(ring, toSubmit, 0, 0, 0);
  }

  /** As {@link #submit}, then waits until {@code least} completions are there, for ever. */
  static int submitAndWait(int ring, int toSubmit, int least) {
    return ENTER.call(ring, toSubmit, least, GETEVENTS, 0);
  }

  /** As {@link #submitAndWait(int, int, int)}; ETIME when {@code timeoutNs} are over first. */
  static int submitAndWait(int ring, int toSubmit, int least, long timeoutNs) {
    MemorySegment argument = Native.scratch();
    long timeout = argument.address() + TIMEOUT_AT;
    argument.set(ValueLayout.JAVA_LONG, 0, 0);
    argument.set(ValueLayout.JAVA_LONG, 8, 0);
    argument.set(ValueLayout.JAVA_LONG, ARGUMENT_TIMEOUT, timeout);
    argument.set(ValueLayout.JAVA_LONG, TIMEOUT_AT, timeoutNs / NS_PER_S);
    argument.set(ValueLayout.JAVA_LONG, TIMEOUT_AT + 8, timeoutNs % NS_PER_S);
    return ENTER.call(
        ring, toSubmit, least, GETEVENTS | EXT_ARG, argument.address(), ARGUMENT_BYTES);
  }

  /** Registers something with a ring: a success or an error. */
  static int register(int ring, int operation, long argument, int count) {
    return REGISTER.call(ring, operation, argument, count);
  }
}
