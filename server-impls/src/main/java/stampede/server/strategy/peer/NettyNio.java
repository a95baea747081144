package stampede.server.strategy.peer;

import stampede.server.strategy.Crew;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.Traits;
import stampede.server.strategy.peer.netty.NettyCrew;
import stampede.server.strategy.peer.netty.NioTransport;

/**
 * Netty on the JDK's selectors: in each process one acceptor loop takes connections and gives them
 * to the event loops in turn. Origin: Netty, NioIoHandler.
 */
final class NettyNio extends NettyStrategy {
  @Override
  public String name() {
    return "netty-nio";
  }

  @Override
  public Traits traits() {
    return inTurn(true, "one acceptor per process on a JDK selector hands to event loops in turn");
  }

  @Override
  public Crew crew(CrewPlace place) {
    return NettyCrew.withAcceptor(place, new NioTransport());
  }
}
