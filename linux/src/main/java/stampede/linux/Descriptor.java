package stampede.linux;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open file descriptor and its one owner. Closing twice is harmless; the number is never closed
 * again once it may belong to something else. Any thread. Sources: close(2), fcntl(2).
 */
public class Descriptor implements AutoCloseable {
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final NativeCall CLOSE = NativeCall.blocking("close");
  private static final NativeCall FCNTL = NativeCall.blocking("fcntl");

  private final int number;
  private final AtomicBoolean closed;

  /** Takes ownership of an open descriptor. */
  public Descriptor(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("not a descriptor: " + number);
    }
    this.number = number;
    this.closed = new AtomicBoolean();
  }

  /** Another object for the same descriptor, which is closed once, through either of them. */
  Descriptor(Descriptor same) {
    this.number = same.number;
    this.closed = same.closed;
  }

  /**
   * A second descriptor of the same open file description, with an owner of its own.
   *
   * @throws LinuxException EMFILE when this process may open no more
   */
  public final Descriptor duplicate() {
    int result = fcntl(F_DUPFD_CLOEXEC, 0);
    return new Descriptor(LinuxException.check(result, "fcntl", this, "F_DUPFD_CLOEXEC"));
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
    return CLOSE.call(number);
  }

  /** fcntl(2) with a number as its argument; its result or the error. */
  final int fcntl(int command, int argument) {
    return FCNTL.call(number, command, argument);
  }

  @Override
  public String toString() {
    return "fd=" + number + (isClosed() ? " (closed)" : "");
  }
}
