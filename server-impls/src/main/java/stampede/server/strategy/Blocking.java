package stampede.server.strategy;

/**
 * All handlers block in accept(2) on one socket. The kernel queues them as exclusive waiters,
 * oldest first, and wakes one per request: no herd, and turns in order. Origin: UNP serv02, prefork
 * servers. Source: net/ipv4/inet_connection_sock.c.
 */
final class Blocking implements HandlerStrategy {
  @Override
  public String name() {
    return "blocking";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
        Traits.Notifies.ONE,
        false,
        "all handlers block in accept on one socket; the kernel wakes one, oldest first",
        "UNP serv02, prefork servers",
        "a handler serves one address only; it leaves accept only by a signal");
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    int listener = place.listener().number();
    Accepting accepting = place.accepting();
    Attempt.Reading reading = new Attempt.Reading();
    return () -> reading.of(accepting.accept(listener));
  }
}
