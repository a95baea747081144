package stampede.server.strategy.peer;

import stampede.server.Settings;
import stampede.server.UsageException;
import stampede.server.strategy.Crew;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.CrewStrategy;
import stampede.server.strategy.Traits;

/**
 * Plain code as the JDK wants it written today: a platform thread that blocks in accept on the
 * JDK's server channel, and a virtual thread for each connection, which reads, works and answers
 * with calls that look as if they blocked. A handler is a place for one such thread at a time: the
 * acceptor waits until one is free before it accepts, so requests wait in the buffer and not in the
 * heap. Virtual threads have no thread of the kernel's to be known by, and run on as many carriers
 * as there are CPUs: spinning work beyond those waits. Origin: JEP 444.
 */
final class VirtualThreads implements CrewStrategy {
  @Override
  public String name() {
    return "virtual-threads";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
            Traits.Notifies.ONE,
            false,
            "one thread blocks in the JDK's accept; a virtual thread per connection, one per"
                + " handler",
            "the JDK (JEP 444)",
            "one acceptor per process; carriers are as many as CPUs, so spinning services queue for"
                + " them; allocates for each connection")
        .asPeer();
  }

  @Override
  public void check(Settings settings) {
    if (settings.text("place", "free").equals("spread")) {
      throw new UsageException(name() + ": virtual threads keep to no CPU; leave out place=spread");
    }
  }

  @Override
  public Crew crew(CrewPlace place) {
    return new VirtualThreadCrew(place);
  }
}
