package stampede.server.strategy;

/**
 * One handler: accept, service, repeat. The measure of what parallel acceptance is worth. Its
 * failure is the long request that everybody behind it waits for. Origin: UNP, the iterative
 * server.
 */
final class Iterative implements HandlerStrategy {
  @Override
  public String name() {
    return "iterative";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
            Traits.Notifies.ONE,
            false,
            "one handler: blocking accept, service, repeat",
            "UNP serv00",
            "head-of-line blocking: latency grows with the work of whoever is ahead")
        .atMost(1);
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    int listener = place.listener().number();
    Accepting accepting = place.accepting();
    Attempt.Reading reading = new Attempt.Reading();
    return () -> reading.of(accepting.accept(listener));
  }
}
