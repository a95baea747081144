package stampede.harness.server;

import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.Errno;
import stampede.linux.Poll;
import stampede.linux.SocketOption;
import stampede.linux.Sockets;
import stampede.server.StartException;

/** Whether anybody listens at an address, found out by connecting once. */
public final class Reachability {
  private static final long WITHIN_NS = 5_000_000_000L;

  private static final int RESET = Errno.ECONNRESET.asResult();

  private Reachability() {}

  /**
   * Connects, and closes at once.
   *
   * @throws StartException when nobody listens, or nobody answers within 5 s
   */
  public static void require(Address address) {
    int type = Sockets.STREAM | Sockets.NONBLOCK | Sockets.CLOEXEC;
    try (Descriptor socket = new Descriptor(Sockets.socket(address.family(), type))) {
      int result = Sockets.connect(socket.number(), address.encode());
      if (result == Sockets.IN_PROGRESS) {
        boolean ended = Poll.await(socket.number(), Poll.OUT, WITHIN_NS) != 0;
        result = ended ? -SocketOption.ERROR.get(socket) : Errno.ETIMEDOUT.asResult();
      }
      // the buffer of a Unix socket is full, or the connection stood and was reset: somebody is
      // there
      if (result != 0 && result != Sockets.WOULD_BLOCK && result != RESET) {
        throw new StartException(
            "nobody can be reached at " + address + " (" + Errno.of(result) + "); is it running?");
      }
    }
  }
}
