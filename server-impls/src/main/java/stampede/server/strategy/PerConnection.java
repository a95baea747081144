package stampede.server.strategy;

import java.util.Set;
import stampede.server.Settings;
import stampede.server.UsageException;

/**
 * One acceptor blocks in accept, and a thread is created for each connection, services it, and
 * ends: a platform thread, or with {@code virtual=on} a virtual one. {@code handlers} is how many
 * there may be at once; when all are busy the acceptor leaves requests in the buffer. As processes,
 * each has an acceptor and a thread per connection for {@code threads} connections at once: a
 * process for each connection would be a JVM started for each, which measures nothing else.
 *
 * <p>Creating a thread allocates, which is what this strategy is measured for. Virtual threads wait
 * for their request in system calls of ours, which hold their carriers: a silent client costs a
 * carrier until the deadline. Origin: UNP serv01 and serv06, PostgreSQL with its process per
 * connection.
 */
final class PerConnection implements CrewStrategy {
  @Override
  public String name() {
    return "per-connection";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
            Traits.Notifies.ONE,
            false,
            "one acceptor per process, a thread created for each connection (virtual=on for"
                + " virtual)",
            "UNP serv01 and serv06, PostgreSQL",
            "a thread is created and ended for each request; one acceptor feeds all")
        .perConnection();
  }

  @Override
  public Set<String> keys() {
    return Set.of("virtual");
  }

  @Override
  public void check(Settings settings) {
    isVirtual(settings);
    if (settings.text("place", "free").equals("spread")) {
      throw new UsageException(
          settings.name() + ": place=spread pins handlers, and here each is a new thread");
    }
  }

  private static boolean isVirtual(Settings settings) {
    return settings.isOn("virtual", false);
  }

  @Override
  public Crew crew(CrewPlace place) {
    return new ConnectionCrew(place, isVirtual(place.handlers().getFirst().settings()));
  }
}
