package stampede.server.strategy;

import java.util.List;
import stampede.linux.ListeningSocket;
import stampede.linux.ReuseportFilter;
import stampede.server.policy.Policies;

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

  /**
   * With a population that changes, one of the sockets in use is chosen at random instead of by
   * hash, as evenly, so that one that is to be closed gets no more requests.
   */
  @Override
  public Provision provide(ProvisionPlace place) {
    if (Policies.of(place.settings()).isFixed()) {
      return Provision.NONE;
    }
    return new Provision() {
      @Override
      public void socketsChanged(List<ListeningSocket> sockets) {
        ReuseportFilter.amongFirst(sockets.size()).attach(sockets.getFirst());
      }
    };
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    int listener = place.listener().number();
    Accepting accepting = place.accepting();
    Attempt.Reading reading = new Attempt.Reading();
    return () -> reading.of(accepting.accept(listener));
  }
}
