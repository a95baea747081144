package stampede.server.strategy.peer;

import stampede.server.strategy.Crew;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.CrewStrategy;
import stampede.server.strategy.Traits;

/**
 * The JDK's selectors: each handler has its own, and one server channel is registered with all of
 * them, so every handler of the process is told of every request and each calls accept on the same
 * channel. The JDK takes a lock around that call: the handlers of a process race for it, not in the
 * kernel. A handler is an event loop: it selects, accepts one connection at a time, reads from
 * those it has, and services each request that is whole on its own thread. Origin: java.nio.
 */
final class Nio implements CrewStrategy {
  @Override
  public String name() {
    return "nio";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
            Traits.Notifies.ALL,
            true,
            "JDK selectors, one server channel registered with each; accept takes a lock of the"
                + " JDK",
            "the JDK (java.nio)",
            "full herd, serialised by the JDK's lock; allocates for each connection")
        .stranding("what a handler has accepted waits for its event loop, though others are idle")
        .hoarding()
        .asPeer();
  }

  @Override
  public Crew crew(CrewPlace place) {
    return new NioCrew(place);
  }
}
