package stampede.server.strategy.peer.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.util.Optional;
import stampede.linux.Address;
import stampede.linux.ListeningSocket;

/** Netty's epoll, whose channels take over a descriptor by its number: a duplicate of ours. */
public record EpollTransport() implements Transport {
  /** Why Netty cannot use epoll here; empty when it can. */
  public static Optional<String> unavailable() {
    return Epoll.isAvailable()
        ? Optional.empty()
        : Optional.of(
            "Netty cannot use epoll here: " + Unavailable.why(Epoll.unavailabilityCause()));
  }

  @Override
  public IoHandlerFactory waiting() {
    return EpollIoHandler.newFactory();
  }

  @Override
  public Channel adopt(ListeningSocket listener, EventLoop loop) {
    int own = listener.duplicate().number();
    Channel channel =
        listener.address() instanceof Address.Unix
            ? new EpollServerDomainSocketChannel(own)
            : new EpollServerSocketChannel(own);
    channel.config().setAutoRead(false);
    Bounded.await(loop.register(channel));
    return channel;
  }
}
