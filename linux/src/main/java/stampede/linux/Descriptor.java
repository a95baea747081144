package stampede.linux;

import static stampede.linux.Native.signature;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open file descriptor and its one owner. Closing twice is harmless; the number is never closed
 * again once it may belong to something else. Any thread. Source: close(2).
 */
public class Descriptor implements AutoCloseable {
  private static final MethodHandle CLOSE = Native.blocking("close", signature("ii"));

  private final int number;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes ownership of an open descriptor. */
  public Descriptor(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("not a descriptor: " + number);
    }
    this.number = number;
  }

  /** The number, valid until {@link #close()}. */
  public final int number() {
    return number;
  }

  /** Whether {@link #close()} was called. */
  public final boolean isClosed() {
    return closed.get();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      close(number);
    }
  }

  /**
   * Closes a bare descriptor, for hot loops that own descriptors as numbers.
   *
   * @return 0, or the error; the number is free again in either case, so there is nothing to repeat
   */
  public static int close(int number) {
    MemorySegment state = Native.state();
    try {
      return Native.result((int) CLOSE.invokeExact(state, number), state);
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  @Override
  public String toString() {
    return "fd=" + number + (isClosed() ? " (closed)" : "");
  }
}
