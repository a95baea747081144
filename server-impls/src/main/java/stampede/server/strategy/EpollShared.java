package stampede.server.strategy;

import java.util.List;
import java.util.Set;
import stampede.linux.Descriptor;
import stampede.linux.Epoll;
import stampede.linux.Errno;
import stampede.linux.EventFd;
import stampede.linux.ListeningSocket;
import stampede.server.Population.As;
import stampede.server.Settings;
import stampede.server.UsageException;

/**
 * All handlers wait in one epoll instance, which the spawner makes and every handler process is
 * given; the kernel wakes the handler that fell asleep last.
 *
 * <ul>
 *   <li>{@code trigger=edge}: one handler is told of an arrival. When it has accepted and more is
 *       pending, it rings a bell in the same instance, which wakes one more: so a burst is passed
 *       from handler to handler, and nobody drains it alone while others sleep.
 *   <li>{@code trigger=level}: the one that was woken leaves the event behind, so the kernel wakes
 *       another to look again: two wakeups a request, and nothing can be forgotten.
 *   <li>{@code trigger=oneshot}: the event is switched off when it is taken, and the taker switches
 *       it on again once it has accepted. epoll_ctl knows an event by the number of its descriptor,
 *       which is another one in each process, so this is for threads.
 * </ul>
 *
 * <p>Origin: perf bench epoll's single queue. Sources: epoll(7), epoll_ctl(2), fs/eventpoll.c.
 */
final class EpollShared implements HandlerStrategy {
  /** How the instance reports the listening socket. */
  enum Trigger {
    LEVEL(Epoll.IN),
    EDGE(Epoll.IN | Epoll.EDGE),
    ONESHOT(Epoll.IN | Epoll.ONESHOT);

    final int mask;

    Trigger(int mask) {
      this.mask = mask;
    }

    static Trigger of(Settings settings) {
      String text = settings.text("trigger", "edge");
      return switch (text) {
        case "level" -> LEVEL;
        case "edge" -> EDGE;
        case "oneshot" -> ONESHOT;
        default ->
            throw new UsageException(
                settings.name() + ": trigger=" + text + " must be level, edge or oneshot");
      };
    }
  }

  @Override
  public String name() {
    return "epoll-shared";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
        Traits.Notifies.ONE,
        true,
        "one epoll instance for all handlers, then non-blocking accept",
        "perf bench epoll (single queue)",
        "the handler that slept last is woken first, so light load piles up there; a oneshot event"
            + " whose taker is stopped before it switched it on again stops everybody");
  }

  @Override
  public Set<String> keys() {
    return Set.of("trigger");
  }

  @Override
  public void check(Settings settings) {
    boolean processes = As.parse(settings.text("as", "threads")) == As.PROCESSES;
    if (Trigger.of(settings) == Trigger.ONESHOT && processes) {
      throw new UsageException(
          settings.name()
              + ": trigger=oneshot is for as=threads, because another process cannot switch the"
              + " event on again; say trigger=edge");
    }
  }

  @Override
  public Provision provide(ProvisionPlace place) {
    return new SharedInstance(place.sockets().getFirst(), Trigger.of(place.settings()));
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    return new SharedEpollAcceptor(
        Epoll.share(place.provided().get(0).duplicate(), 1),
        EventFd.adopt(place.provided().get(1).duplicate()),
        place.accepting(),
        place.listener().number(),
        Trigger.of(place.settings()));
  }

  /** The instance, with the listening socket and the bell in it. */
  private static final class SharedInstance implements Provision {
    private final Epoll epoll = Epoll.create(1);
    private final EventFd bell = EventFd.create(false);
    private final List<Descriptor> descriptors = List.of(epoll, bell);

    SharedInstance(ListeningSocket listener, Trigger trigger) {
      check(epoll.add(listener.number(), trigger.mask, 0));
      check(epoll.add(bell.number(), Epoll.IN | Epoll.EDGE, 0));
    }

    private static void check(int result) {
      if (result < 0) {
        throw new IllegalStateException("epoll_ctl(ADD): " + Errno.of(result));
      }
    }

    @Override
    public List<Descriptor> forHandler(int handler) {
      return descriptors;
    }

    @Override
    public void close() {
      epoll.close();
      bell.close();
    }
  }
}
