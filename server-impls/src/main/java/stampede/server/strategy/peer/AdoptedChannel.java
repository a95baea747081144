package stampede.server.strategy.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import stampede.linux.Address;
import stampede.linux.ListeningSocket;
import stampede.linux.Substitution;

/**
 * A server channel of the JDK that accepts from a listening socket that is open already, as the
 * well-known address is before any handler exists. The JDK opens channels only at addresses of
 * their own, so one is opened at a loopback port, or at a path that is removed at once, and our
 * socket is {@linkplain Substitution put in its place}. Closing the channel closes nothing of ours.
 */
public final class AdoptedChannel {
  private static final int BACKLOG = 1;

  private AdoptedChannel() {}

  /**
   * Opens a channel; it is the caller's to close.
   *
   * @param listener the socket to accept from
   * @param blocking the mode, which must be that of the socket
   */
  public static ServerSocketChannel open(ListeningSocket listener, boolean blocking) {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open(family(listener.address()));
      try {
        channel.configureBlocking(blocking);
        Substitution.at(bind(channel, listener.address()), listener);
        return channel;
      } catch (IOException | RuntimeException failure) {
        channel.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot open a server channel", failure);
    }
  }

  private static ProtocolFamily family(Address address) {
    return switch (address.family()) {
      case Address.AF_UNIX -> StandardProtocolFamily.UNIX;
      case Address.AF_INET6 -> StandardProtocolFamily.INET6;
      default -> StandardProtocolFamily.INET;
    };
  }

  /** Where the channel is bound, in our words. */
  private static Address bind(ServerSocketChannel channel, Address like) throws IOException {
    if (like instanceof Address.Unix) {
      return bindToPath(channel);
    }
    channel.bind(loopback(like), BACKLOG);
    InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
    return new Address.Internet(bound.getAddress(), bound.getPort());
  }

  private static Address bindToPath(ServerSocketChannel channel) throws IOException {
    Path path = temporaryPath();
    channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
    Files.delete(path);
    return new Address.Unix(path.toString());
  }

  /** A free port at the loopback address of the same family. */
  public static SocketAddress loopback(Address like) throws IOException {
    String host = like.family() == Address.AF_INET6 ? "::1" : "127.0.0.1";
    return new InetSocketAddress(InetAddress.getAllByName(host)[0], 0);
  }

  /** A path nobody has had. */
  public static Path temporaryPath() {
    String name = Address.Unix.unique("stampede").name().substring(1);
    return Path.of(System.getProperty("java.io.tmpdir"), name);
  }
}
