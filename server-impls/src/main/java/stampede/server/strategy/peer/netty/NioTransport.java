package stampede.server.strategy.peer.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import stampede.linux.Address;
import stampede.linux.ListeningSocket;
import stampede.server.strategy.peer.AdoptedChannel;

/** The JDK's selectors, on a channel that {@linkplain AdoptedChannel took over} our socket. */
public record NioTransport() implements Transport {
  @Override
  public IoHandlerFactory waiting() {
    return NioIoHandler.newFactory();
  }

  @Override
  public Channel adopt(ListeningSocket listener, EventLoop loop) {
    ServerSocketChannel taken = AdoptedChannel.open(listener, false);
    Channel channel =
        listener.address() instanceof Address.Unix
            ? new NioServerDomainSocketChannel(taken)
            : new NioServerSocketChannel(taken);
    channel.config().setAutoRead(false);
    Bounded.await(loop.register(channel));
    return channel;
  }
}
