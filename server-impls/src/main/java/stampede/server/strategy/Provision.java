package stampede.server.strategy;

import java.util.List;
import java.util.Optional;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;

/**
 * What a strategy makes once for all handlers of a server: a shared epoll instance, a map, the
 * queues of a dispatcher. Lives in the spawner's process, whose one thread uses it, and owns what
 * it made.
 */
public interface Provision extends AutoCloseable {
  /** Nothing is needed. */
  Provision NONE = new Provision() {};

  /**
   * What a handler is given as {@link HandlerPlace#provided()}, in this order, in whatever process
   * it is: the same descriptors for all, or some for it alone. At most eight. They stay the
   * provision's.
   */
  default List<Descriptor> forHandler(int handler) {
    return List.of();
  }

  /**
   * The sockets of a split address, in the order of their handlers, have become these; called with
   * the first ones too. Sockets join and leave at the end.
   */
  default void socketsChanged(List<ListeningSocket> sockets) {}

  /** Work to be done beside the handlers, on a thread of its own, as long as the server runs. */
  default Optional<Attendant> attendant() {
    return Optional.empty();
  }

  /** Gives back what it made; the attendant has ended. */
  @Override
  default void close() {}
}
