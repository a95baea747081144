package stampede.linux;

/**
 * A socket that listens at a well-known address, with its finite buffer of pending requests (the
 * backlog). Owns its descriptor; the owner of a Unix path also removes the path when it closes. Any
 * thread. Sources: listen(2), tcp(7).
 */
public final class ListeningSocket extends Descriptor {
  private static final NativeCall LISTEN = NativeCall.quick("listen");
  private static final NativeCall GETSOCKNAME = NativeCall.quick("getsockname");
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;

  private final Address address;
  private final boolean ownsPath;

  private ListeningSocket(Descriptor socket, Address address, boolean ownsPath) {
    super(socket);
    this.address = address;
    this.ownsPath = ownsPath;
  }

  /**
   * Binds and listens. The path of a Unix socket that a dead server left behind is taken over.
   *
   * @param address port 0 asks for a free port, which {@link #address()} then tells
   * @param backlog how many requests may wait; the kernel caps it at net.core.somaxconn
   * @param reusePort whether several such sockets share the address
   * @throws LinuxException EADDRINUSE when another server has the address, EACCES, EADDRNOTAVAIL
   */
  public static ListeningSocket bind(Address address, int backlog, boolean reusePort) {
    int fd =
        LinuxException.check(
            Sockets.socket(address.family(), Sockets.STREAM | Sockets.CLOEXEC), "socket", address);
    Descriptor raw = new Descriptor(fd);
    try {
      prepare(raw, address, reusePort);
      int result = Sockets.bind(fd, address.encode());
      if (result == Errno.EADDRINUSE.asResult() && UnixPath.removeAbandoned(address)) {
        result = Sockets.bind(fd, address.encode());
      }
      LinuxException.check(result, "bind", address);
      listen(raw, address, backlog);
      return new ListeningSocket(raw, nameOf(fd), true);
    } catch (RuntimeException failure) {
      raw.close();
      throw failure;
    }
  }

  /**
   * Takes over a listening socket another process opened; owns {@code received}. A Unix path stays
   * with the one who bound it.
   */
  public static ListeningSocket adopt(Descriptor received) {
    return new ListeningSocket(received, nameOf(received.number()), false);
  }

  private static void prepare(Descriptor socket, Address address, boolean reusePort) {
    if (address instanceof Address.Unix) {
      return;
    }
    SocketOption.REUSEADDR.set(socket, 1);
    if (reusePort) {
      SocketOption.REUSEPORT.set(socket, 1);
    }
    if (address.family() == Address.AF_INET6) {
      SocketOption.V6ONLY.set(socket, 1);
    }
  }

  /** The address it is bound to, with the port the kernel chose. */
  public Address address() {
    return address;
  }

  /**
   * Sets non-blocking mode, which belongs to the open file description: every holder of this
   * socket, in any process, sees the change.
   */
  public void setNonBlocking(boolean nonBlocking) {
    int flags = LinuxException.check(fcntl(F_GETFL, 0), "fcntl", this, "F_GETFL");
    int wanted = nonBlocking ? flags | Sockets.NONBLOCK : flags & ~Sockets.NONBLOCK;
    LinuxException.check(fcntl(F_SETFL, wanted), "fcntl", this, "F_SETFL", wanted);
  }

  /** Pending requests and the limit of the buffer, as the kernel has them now (TCP only). */
  public TcpQueue queue() {
    return TcpQueue.of(this);
  }

  @Override
  public void close() {
    try {
      if (!isClosed() && ownsPath) {
        UnixPath.remove(address);
      }
    } finally {
      super.close();
    }
  }

  private static void listen(Descriptor socket, Address address, int backlog) {
    int result = LISTEN.call(socket.number(), backlog);
    LinuxException.check(result, "listen", address, backlog);
  }

  /** getsockname(2): the address a socket is bound to. */
  static Address nameOf(int fd) {
    NativeBuffer sockaddr = NativeBuffer.allocate(128);
    NativeBuffer length = NativeBuffer.allocate(4);
    length.putInt(0, 128);
    int result = GETSOCKNAME.call(fd, sockaddr.address(), length.address());
    LinuxException.check(result, "getsockname", fd);
    return Address.decode(sockaddr, length.getInt(0));
  }
}
