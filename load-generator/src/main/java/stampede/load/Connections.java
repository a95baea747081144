package stampede.load;

import java.net.InetAddress;
import java.net.UnknownHostException;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.NativeBuffer;
import stampede.linux.SocketOption;
import stampede.linux.Sockets;

/**
 * Opens and closes the sockets of one load thread. One thread; nothing allocates after
 * construction.
 *
 * <p>A close by reset is what connect(2) to AF_UNSPEC does to a TCP socket: the kernel sends the
 * reset it would send for SO_LINGER with zero seconds, by the same code, but keeps the socket, its
 * descriptor and its epoll registration, which then serve the next connection (with a new port). In
 * a closed load that saves three calls a connection; the server sees no difference. Elsewhere the
 * socket is closed. Sources: connect(2), tcp_disconnect in net/ipv4/tcp.c.
 */
final class Connections {
  private final int family;
  private final NativeBuffer destination;
  private final NativeBuffer nowhere = NativeBuffer.allocate(16);
  private final NativeBuffer[] sources;
  private final boolean reset;
  private final boolean keepsSockets;
  private int nextSource;

  Connections(FloodSettings settings, int thread) {
    Address address = settings.target().address();
    boolean tcp = address instanceof Address.Internet;
    family = address.family();
    destination = address.encode();
    sources = new NativeBuffer[settings.sources() == 1 ? 0 : settings.sources()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = new Address.Internet(loopback(i + 1), 0).encode();
    }
    nextSource = thread % settings.sources();
    reset = tcp && settings.closing() == FloodSettings.Closing.RESET;
    // a kept socket keeps its source, so there must be enough of them to use every source
    keepsSockets =
        reset
            && settings.schedule() instanceof ArrivalSchedule.Closed
            && settings.slotsOf(thread) >= settings.sources();
  }

  private static InetAddress loopback(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A new socket, bound to the next source when there are several; or an error. */
  int open() {
    int fd = Sockets.socket(family, Sockets.STREAM | Sockets.NONBLOCK | Sockets.CLOEXEC);
    if (fd < 0 || sources.length == 0) {
      return fd;
    }
    int result = SocketOption.IP_BIND_ADDRESS_NO_PORT.set(fd, true);
    if (result == 0) {
      result = Sockets.bind(fd, nextSource());
    }
    if (result < 0) {
      Descriptor.close(fd);
      return result;
    }
    return fd;
  }

  /** The family of its sockets. */
  int family() {
    return family;
  }

  /** Where they connect to. */
  NativeBuffer destination() {
    return destination;
  }

  /** The address that ends a connection, with a reset where it is open. */
  NativeBuffer nowhere() {
    return nowhere;
  }

  /** Whether connections end by a reset. */
  boolean resets() {
    return reset;
  }

  /** Whether a socket serves one connection after the other. */
  boolean keepsSockets() {
    return keepsSockets;
  }

  /** Whether a new socket is to be bound to its source. */
  boolean hasSources() {
    return sources.length > 0;
  }

  /** The address of the source whose turn it is. */
  NativeBuffer nextSource() {
    NativeBuffer source = sources[nextSource];
    nextSource = nextSource + 1 == sources.length ? 0 : nextSource + 1;
    return source;
  }

  /** connect(2) to the target. */
  int connect(int fd) {
    return Sockets.connect(fd, destination);
  }

  /**
   * Ends a connection.
   *
   * @param clean whether all went well on it
   * @return whether the socket is still open, for the next connection
   */
  boolean end(int fd, boolean clean) {
    if (keepsSockets && clean && Sockets.connect(fd, nowhere) == 0) {
      return true;
    }
    if (reset) {
      SocketOption.closeByReset(fd);
    }
    Descriptor.close(fd);
    return false;
  }
}
