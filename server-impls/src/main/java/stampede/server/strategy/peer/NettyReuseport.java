package stampede.server.strategy.peer;

import java.util.Optional;
import stampede.server.strategy.Crew;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.Traits;
import stampede.server.strategy.peer.netty.EpollTransport;
import stampede.server.strategy.peer.netty.NettyCrew;

/**
 * Netty on epoll, without an acceptor: each event loop accepts from a socket of its own at the
 * split address, and services what came there. Origin: Netty's advice for SO_REUSEPORT.
 */
final class NettyReuseport extends NettyStrategy {
  @Override
  public String name() {
    return "netty-reuseport";
  }

  @Override
  public Traits traits() {
    return Traits.split(
            "an event loop on epoll per handler, each with an SO_REUSEPORT socket of its own",
            "Netty 4.2 (SO_REUSEPORT)",
            "hash skew: a busy loop's connections wait while others idle; a stopped one strands its"
                + " share")
        .withoutBlocking()
        .hoarding()
        .asPeer();
  }

  @Override
  public Optional<String> unavailable() {
    return EpollTransport.unavailable();
  }

  @Override
  public Crew crew(CrewPlace place) {
    return NettyCrew.withSplitAddress(place, new EpollTransport());
  }
}
