package stampede.server.strategy.peer.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import java.io.IOException;
import stampede.linux.ListeningSocket;

/** How Netty's loops wait, and what their channels are. */
public sealed interface Transport permits NioTransport, EpollTransport, UringTransport {
  /** Makes what a loop waits with. */
  IoHandlerFactory waiting();

  /**
   * A server channel that accepts from a listening socket that is open already, registered with a
   * loop, and not yet reading. Closing it leaves the socket open. Waits for the loop, within a
   * bound.
   */
  Channel adopt(ListeningSocket listener, EventLoop loop) throws IOException;
}
