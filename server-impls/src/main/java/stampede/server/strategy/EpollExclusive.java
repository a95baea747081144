package stampede.server.strategy;

import java.util.Set;
import stampede.linux.Epoll;
import stampede.server.Settings;

/**
 * As {@link EpollLevel} with EPOLLEXCLUSIVE: the kernel wakes one instance per request. It always
 * tries the one that registered first, so light load piles up there; with {@code rotate=N} a
 * handler registers anew after N accepts, and so goes to the end of the line, as nginx does every
 * 16. Origin: nginx 1.11, unicorn. Source: epoll_ctl(2).
 */
final class EpollExclusive implements HandlerStrategy {
  @Override
  public String name() {
    return "epoll-exclusive";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
        Traits.Notifies.ONE,
        true,
        "own epoll per handler with EPOLLEXCLUSIVE, then non-blocking accept",
        "nginx, unicorn",
        "load piles up on the handler that registered first (rotate=16 spreads it)");
  }

  @Override
  public Set<String> keys() {
    return Set.of("rotate");
  }

  @Override
  public void check(Settings settings) {
    rotate(settings);
  }

  private static int rotate(Settings settings) {
    return settings.number("rotate", 0, 0, 1_000_000);
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    EpollLevel.EpollAcceptor acceptor =
        new EpollLevel.EpollAcceptor(place, Epoll.IN | Epoll.EXCLUSIVE);
    int rotate = rotate(place.settings());
    return rotate == 0 ? acceptor : new Rotating(acceptor, rotate);
  }

  /** Goes to the end of the line after every so many accepts. */
  private static final class Rotating implements Acceptor {
    private final EpollLevel.EpollAcceptor acceptor;
    private final int acceptsPerTurn;
    private int accepts;

    Rotating(EpollLevel.EpollAcceptor acceptor, int acceptsPerTurn) {
      this.acceptor = acceptor;
      this.acceptsPerTurn = acceptsPerTurn;
    }

    @Override
    public Attempt attempt() {
      Attempt attempt = acceptor.attempt();
      if (attempt instanceof Attempt.Accepted && ++accepts == acceptsPerTurn) {
        accepts = 0;
        acceptor.rejoin();
      }
      return attempt;
    }

    @Override
    public void close() {
      acceptor.close();
    }
  }
}
