package stampede.server.strategy.peer;

import java.util.Optional;
import stampede.server.strategy.Crew;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.Traits;
import stampede.server.strategy.peer.netty.NettyCrew;
import stampede.server.strategy.peer.netty.UringTransport;

/**
 * Netty on io_uring: accepting, reading and writing are requests to the kernel, in one ring per
 * loop. In each process one acceptor loop gives connections to the event loops in turn. Origin:
 * Netty 4.2, IoUringIoHandler.
 */
final class NettyUring extends NettyStrategy {
  @Override
  public String name() {
    return "netty-uring";
  }

  @Override
  public Traits traits() {
    return inTurn(false, "one acceptor per process on io_uring hands to event loops in turn");
  }

  @Override
  public Optional<String> unavailable() {
    return UringTransport.unavailable();
  }

  @Override
  public Crew crew(CrewPlace place) {
    return NettyCrew.withAcceptor(place, new UringTransport());
  }
}
