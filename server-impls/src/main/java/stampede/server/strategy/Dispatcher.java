package stampede.server.strategy;

import java.util.Set;
import stampede.server.Population.As;
import stampede.server.Settings;
import stampede.server.UsageException;

/**
 * One acceptor, beside the handlers, accepts every connection and hands it to a handler through a
 * socket pair of that handler's own (SCM_RIGHTS), be the handler a thread or a process. With {@code
 * hand=available} it hands only to a handler that waits, in turn, and accepts only when there is
 * one: what nobody is free for stays in the kernel's buffer. With {@code hand=round-robin} it hands
 * to one after the other, busy or not, and requests queue at each.
 *
 * <p>What was handed to a handler that died before it took it is taken by its replacement; what the
 * handler had taken dies with it. A handler that is out of descriptors loses what it is handed.
 * Origin: UNP serv05 and serv08, Node's cluster module. Source: unix(7).
 */
final class Dispatcher implements HandlerStrategy {
  /** One message carries the sockets of a handler process, with the evidence. */
  private static final int MOST_THREADS = 200;

  @Override
  public String name() {
    return "dispatcher";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
            Traits.Notifies.ONE,
            true,
            "one acceptor hands accepted connections to handlers, by descriptor passing",
            "UNP serv05 and serv08, Node's cluster",
            "the acceptor is the bottleneck: two threads and a descriptor passed for each request;"
                + " what a handler has taken dies with it")
        .stranding("with hand=round-robin: a request waits for the handler whose turn it was");
  }

  @Override
  public Set<String> keys() {
    return Set.of("hand");
  }

  @Override
  public void check(Settings settings) {
    inTurn(settings);
    boolean processes = As.parse(settings.text("as", "threads")) == As.PROCESSES;
    if (processes && settings.number("threads", 1, 1, Integer.MAX_VALUE) > MOST_THREADS) {
      throw new UsageException(
          settings.name()
              + ": a handler process can be given at most "
              + MOST_THREADS
              + " socket pairs; say threads="
              + MOST_THREADS);
    }
  }

  /** Whether handlers have their turns, busy or not. */
  static boolean inTurn(Settings settings) {
    String hand = settings.text("hand", "available");
    if (!hand.equals("available") && !hand.equals("round-robin")) {
      throw new UsageException(
          settings.name() + ": hand=" + hand + " must be available or round-robin");
    }
    return hand.equals("round-robin");
  }

  @Override
  public Provision provide(ProvisionPlace place) {
    return new HandOver(place, inTurn(place.settings()));
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    return new HandedAcceptor(
        place.provided().get(0),
        Gates.map(place.provided().get(1).duplicate()),
        place.slot().handler());
  }
}
