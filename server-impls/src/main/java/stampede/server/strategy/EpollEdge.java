package stampede.server.strategy;

import java.util.Set;
import stampede.linux.Epoll;
import stampede.server.Settings;

/**
 * Each handler waits in an epoll instance of its own, edge triggered, and after an edge accepts
 * until it finds nothing, servicing each request before it attempts the next. The kernel gives
 * every instance every edge, so whoever is available is told of each arrival, and a handler that
 * was busy then finds the edge when it comes back to wait: nothing strands, and as long as there is
 * something to accept there is no wait between two attempts.
 *
 * <p>With {@code drain=off} a handler attempts once for each edge. Edges that come while it is busy
 * melt into one, so a burst leaves requests behind that nobody comes for until another arrives: the
 * mistake this strategy is known for, kept to be measured. Source: epoll(7), "Level-triggered and
 * edge-triggered".
 */
final class EpollEdge implements HandlerStrategy {
  @Override
  public String name() {
    return "epoll-edge";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
            Traits.Notifies.ALL,
            true,
            "own epoll per handler, edge triggered, accepting until nothing is left",
            "servers written for epoll, such as nginx with multi_accept",
            "full herd; without the drain a burst is left behind")
        .stranding("with drain=off: of a burst, each handler takes one request for each edge");
  }

  @Override
  public Set<String> keys() {
    return Set.of("drain");
  }

  @Override
  public void check(Settings settings) {
    drains(settings);
  }

  private static boolean drains(Settings settings) {
    return settings.isOn("drain", true);
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    EpollLevel.EpollAcceptor once = new EpollLevel.EpollAcceptor(place, Epoll.IN | Epoll.EDGE);
    return drains(place.settings()) ? new Draining(once) : once;
  }

  /** Waits only when the last attempt found nothing. */
  private static final class Draining implements Acceptor {
    private final EpollLevel.EpollAcceptor first;
    private boolean draining;

    Draining(EpollLevel.EpollAcceptor first) {
      this.first = first;
    }

    @Override
    public Attempt attempt() {
      Attempt attempt = draining ? first.attemptNow() : first.attempt();
      // an error or a signal took nothing out of the buffer, or only what had failed: the rest is
      // still there, and no other edge tells of it
      draining = attempt != Attempt.EMPTY;
      return attempt;
    }

    @Override
    public void close() {
      first.close();
    }
  }
}
