package stampede.cluster;

import java.util.Optional;
import java.util.Set;

/** Whoever can be spoken to. One thread polls; any thread sends. */
public interface Group {
  /** The others who are there now. */
  Set<Peer> peers();

  /**
   * Sends a message; those to one peer come in order. One to a peer that is gone is lost, of which
   * {@link Happening.Left} tells.
   *
   * @throws ClusterException when this member is not one any more
   */
  void send(Peer peer, Message message);

  /**
   * What happens next, waiting at most {@code timeoutNs}.
   *
   * @throws ClusterException when more happened than was polled, and something was lost
   */
  Optional<Happening> poll(long timeoutNs);
}
