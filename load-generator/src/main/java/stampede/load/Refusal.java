package stampede.load;

import java.util.EnumSet;
import java.util.Set;
import stampede.contract.Outcome;
import stampede.linux.Errno;

/** What the error of a connection that never stood says about its request. Pure. */
final class Refusal {
  /** The other side said no, or this side never asked it. */
  private static final Set<Errno> CERTAIN =
      EnumSet.of(
          Errno.ECONNREFUSED,
          Errno.EHOSTUNREACH,
          Errno.ENETUNREACH,
          Errno.EADDRNOTAVAIL,
          Errno.EADDRINUSE,
          Errno.EAFNOSUPPORT,
          Errno.EACCES,
          Errno.EPERM,
          Errno.ENOENT,
          Errno.ENOTDIR,
          Errno.EPROTOTYPE,
          Errno.EINVAL,
          Errno.EAGAIN,
          Errno.ENOBUFS,
          Errno.ENOMEM,
          Errno.EMFILE,
          Errno.ENFILE);

  private Refusal() {}

  /**
   * Failed when nobody can have taken the connection; indeterminate otherwise, for the kernel of
   * the other side may have completed a handshake whose answer was lost. Allocates nothing.
   *
   * @param result of connect(2), or of the first call after it that says how it ended
   */
  static Outcome outcome(int result) {
    return CERTAIN.contains(Errno.of(result)) ? Outcome.FAILED : Outcome.INDETERMINATE;
  }
}
