package stampede.server.strategy.peer.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.UnixChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import stampede.linux.Address;
import stampede.linux.ListeningSocket;
import stampede.linux.Substitution;
import stampede.server.strategy.peer.AdoptedChannel;

/**
 * Netty's io_uring. Its channels open sockets of their own only, so ours is {@linkplain
 * Substitution put in the place} of one that listens elsewhere and has not been asked to accept.
 *
 * <p>Multishot accept, which Netty uses unless told otherwise, is switched off: Netty arms it again
 * at once after an error, whatever the channel's settings, so it spins while descriptors are out;
 * and where several processes accept, one that keeps it armed keeps the first place in the kernel's
 * exclusive queue, and takes every request.
 */
public record UringTransport() implements Transport {
  /** Netty reads it when it first looks at io_uring. */
  public UringTransport {
    System.setProperty("io.netty.iouring.acceptMultiShotEnabled", "false");
  }

  /** Why Netty cannot use io_uring here; empty when it can. */
  public static Optional<String> unavailable() {
    return IoUring.isAvailable()
        ? Optional.empty()
        : Optional.of(
            "Netty cannot use io_uring here: " + Unavailable.why(IoUring.unavailabilityCause()));
  }

  @Override
  public IoHandlerFactory waiting() {
    return IoUringIoHandler.newFactory();
  }

  @Override
  public Channel adopt(ListeningSocket listener, EventLoop loop) throws IOException {
    boolean atPath = listener.address() instanceof Address.Unix;
    Channel channel =
        atPath ? new IoUringServerDomainSocketChannel() : new IoUringServerSocketChannel();
    channel.config().setAutoRead(false);
    Bounded.await(loop.register(channel));
    if (atPath) {
      Path path = AdoptedChannel.temporaryPath();
      Bounded.await(channel.bind(new DomainSocketAddress(path.toFile())));
      Files.delete(path);
    } else {
      Bounded.await(channel.bind(AdoptedChannel.loopback(listener.address())));
    }
    Substitution.at(((UnixChannel) channel).fd().intValue(), listener);
    return channel;
  }
}
