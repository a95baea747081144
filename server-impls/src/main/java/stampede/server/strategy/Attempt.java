package stampede.server.strategy;

import stampede.linux.Errno;
import stampede.linux.Sockets;

/** How one attempt to accept ended. */
public sealed interface Attempt {
  /** The attempt found nothing: the error condition of the claims. */
  Attempt EMPTY = new Empty();

  /** A signal ended the wait or the attempt. */
  Attempt INTERRUPTED = new Interrupted();

  /** A request is this handler's now. */
  final class Accepted implements Attempt {
    private int connection;

    Accepted() {}

    /**
     * The descriptor of the connection, which the handler owns; valid until the acceptor's next
     * attempt.
     */
    public int connection() {
      return connection;
    }
  }

  /** See {@link #EMPTY}. */
  record Empty() implements Attempt {}

  /** See {@link #INTERRUPTED}. */
  record Interrupted() implements Attempt {}

  /** The attempt failed otherwise. */
  record Failed(Errno errno) implements Attempt {}

  /** Turns the results of system calls into attempts, for one handler, without allocating. */
  final class Reading {
    private static final Failed[] FAILURES = failures();

    private final Accepted accepted = new Accepted();

    /** What {@code result} of accept4(2), or of the wait before it, means. */
    public Attempt of(int result) {
      if (result >= 0) {
        accepted.connection = result;
        return accepted;
      }
      if (result == Sockets.WOULD_BLOCK) {
        return EMPTY;
      }
      return result == Sockets.INTERRUPTED ? INTERRUPTED : failed(Errno.of(result));
    }

    private static Failed failed(Errno errno) {
      for (Failed failure : FAILURES) {
        if (failure.errno == errno) {
          return failure;
        }
      }
      return FAILURES[FAILURES.length - 1];
    }

    private static Failed[] failures() {
      Errno[] all = Errno.values();
      Failed[] failures = new Failed[all.length];
      for (int i = 0; i < all.length; i++) {
        failures[i] = new Failed(all[i]);
      }
      return failures;
    }
  }
}
