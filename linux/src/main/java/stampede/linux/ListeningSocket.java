package stampede.linux;

import static stampede.linux.Native.signature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;

/**
 * A socket that listens at a well-known address, with its finite buffer of pending requests (the
 * backlog). Owns its descriptor; the owner of a Unix path also removes the path when it closes. Any
 * thread. Sources: listen(2), tcp(7).
 */
public final class ListeningSocket extends Descriptor {
  private static final MethodHandle LISTEN = Native.quick("listen", signature("iii"));
  private static final MethodHandle GETSOCKNAME = Native.quick("getsockname", signature("iipp"));
  private static final MethodHandle FCNTL = Native.variadic("fcntl", 2, signature("iiii"));
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;

  private final Address address;
  private final boolean ownsPath;

  private ListeningSocket(int number, Address address, boolean ownsPath) {
    super(number);
    this.address = address;
    this.ownsPath = ownsPath;
  }

  /**
   * Binds and listens.
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
      LinuxException.check(Sockets.bind(fd, address.encode()), "bind", address);
      listen(fd, backlog);
      return new ListeningSocket(fd, nameOf(fd), address instanceof Address.Unix);
    } catch (RuntimeException failure) {
      raw.close();
      throw failure;
    }
  }

  /** Takes over a listening socket another process opened. */
  public static ListeningSocket adopt(Descriptor received) {
    return new ListeningSocket(received.number(), nameOf(received.number()), false);
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
    if (!isClosed() && ownsPath && address instanceof Address.Unix unix && !unix.isAbstract()) {
      removePath(unix);
    }
    super.close();
  }

  private static void removePath(Address.Unix unix) {
    try {
      Files.deleteIfExists(unix.path());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void listen(int fd, int backlog) {
    MemorySegment state = Native.state();
    try {
      int result = Native.result((int) LISTEN.invokeExact(state, fd, backlog), state);
      LinuxException.check(result, "listen", fd, backlog);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  private int fcntl(int command, int argument) {
    MemorySegment state = Native.state();
    try {
      return Native.result((int) FCNTL.invokeExact(state, number(), command, argument), state);
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  private static Address nameOf(int fd) {
    NativeBuffer sockaddr = NativeBuffer.allocate(128);
    NativeBuffer length = NativeBuffer.allocate(4);
    length.putInt(0, 128);
    MemorySegment state = Native.state();
    try {
      int result =
          Native.result(
              (int) GETSOCKNAME.invokeExact(state, fd, sockaddr.segment(), length.segment()),
              state);
      LinuxException.check(result, "getsockname", fd);
      return Address.decode(sockaddr, length.getInt(0));
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }
}
