package stampede.server.strategy.peer;

import java.util.Set;
import stampede.server.strategy.CrewStrategy;
import stampede.server.strategy.Traits;

/**
 * What the strategies of Netty have in common. Each process has event loops, which are its
 * handlers: one thread that waits for all the connections it was given, reads from each, and
 * services each request that is whole, on its own, while the others wait. Neither the request in
 * service nor those that wait move to another loop when one is idle.
 */
abstract class NettyStrategy implements CrewStrategy {
  @Override
  public final Set<String> libraries() {
    return Set.of("netty");
  }

  /** The traits of all whose acceptor gives connections to loops in turn. */
  static Traits inTurn(boolean nonBlocking, String mechanism) {
    return Traits.shared(
            Traits.Notifies.ONE,
            nonBlocking,
            mechanism,
            "Netty 4.2",
            "a busy loop's connections wait while others idle; as processes, their acceptors herd")
        .stranding("a request waits for the loop it was assigned to in turn, though others idle")
        .hoarding()
        .asPeer();
  }
}
