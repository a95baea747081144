package stampede.server.strategy;

import stampede.linux.Sockets;

/**
 * Each handler has a listening socket of its own at the address (SO_REUSEPORT), and blocks in
 * accept there; the kernel chooses the socket by a hash of the connection. No queue is shared and
 * no lock. The spawner keeps every socket open, so a handler that dies leaves its pending requests
 * to the one that replaces it. Origin: nginx, HAProxy, Envoy. Source: socket(7),
 * net/core/sock_reuseport.c.
 */
final class Reuseport implements HandlerStrategy {
  @Override
  public String name() {
    return "reuseport";
  }

  @Override
  public Traits traits() {
    return Traits.split(
        "one SO_REUSEPORT socket per handler, blocking accept",
        "nginx, HAProxy, Envoy",
        "hash skew: a busy handler's requests wait while others idle; a stopped one strands its"
            + " share");
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    int listener = place.listener().number();
    Attempt.Reading reading = new Attempt.Reading();
    return () -> reading.of(Sockets.accept(listener));
  }
}
