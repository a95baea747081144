package stampede.load;

import stampede.contract.Outcome;
import stampede.linux.Errno;

/** What the error of a connection that never stood says about its request. Pure. */
final class Refusal {
  private static final int REFUSED = Errno.ECONNREFUSED.asResult();
  private static final int HOST_UNREACHABLE = Errno.EHOSTUNREACH.asResult();
  private static final int NET_UNREACHABLE = Errno.ENETUNREACH.asResult();

  private Refusal() {}

  /**
   * Failed when nobody can have taken the connection; indeterminate otherwise, for the kernel of
   * the other side may have completed a handshake whose answer was lost.
   */
  static Outcome outcome(int result) {
    boolean certain = result == REFUSED || result == HOST_UNREACHABLE || result == NET_UNREACHABLE;
    return certain ? Outcome.FAILED : Outcome.INDETERMINATE;
  }
}
