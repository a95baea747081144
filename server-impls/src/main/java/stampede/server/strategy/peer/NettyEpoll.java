package stampede.server.strategy.peer;

import java.util.Optional;
import stampede.server.strategy.Crew;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.Traits;
import stampede.server.strategy.peer.netty.EpollTransport;
import stampede.server.strategy.peer.netty.NettyCrew;

/**
 * Netty on its own epoll transport: in each process one acceptor loop drains the buffer and gives
 * connections to the event loops in turn. Origin: Netty, EpollIoHandler.
 */
final class NettyEpoll extends NettyStrategy {
  @Override
  public String name() {
    return "netty-epoll";
  }

  @Override
  public Traits traits() {
    return inTurn(
        true, "one acceptor per process on epoll, edge triggered, hands to event loops in turn");
  }

  @Override
  public Optional<String> unavailable() {
    return EpollTransport.unavailable();
  }

  @Override
  public Crew crew(CrewPlace place) {
    return NettyCrew.withAcceptor(place, new EpollTransport());
  }
}
