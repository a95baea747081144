package stampede.server.strategy;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import stampede.linux.Errno;

/**
 * What whoever accepts does about an error that is none of waiting. Errors of the coming connection
 * pass (accept(2): treat them like EAGAIN). Being out of something keeps the request pending and
 * the caller would spin, so it pauses. A socket that is gone ends the caller.
 */
public final class AcceptErrors {
  /** How long one that is out of descriptors or memory waits before it tries again. */
  private static final long EXHAUSTED_PAUSE_NS = 10_000_000L;

  // sets, made with the class: a switch would load another, for which no descriptor may be left
  private static final Set<Errno> EXHAUSTED =
      EnumSet.of(Errno.EMFILE, Errno.ENFILE, Errno.ENOBUFS, Errno.ENOMEM);
  private static final Set<Errno> GONE = EnumSet.of(Errno.EBADF, Errno.EINVAL, Errno.ENOTSOCK);

  /** To be made before there is anything to absorb, so that the class is there by then. */
  public AcceptErrors() {}

  /**
   * Absorbs an error, pausing where that is due.
   *
   * @throws IllegalStateException when the listening socket is gone
   */
  public void absorb(Errno errno) {
    if (EXHAUSTED.contains(errno)) {
      LockSupport.parkNanos(EXHAUSTED_PAUSE_NS);
    } else if (GONE.contains(errno)) {
      throw new IllegalStateException("the listening socket is gone: " + errno);
    }
  }
}
