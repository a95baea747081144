package stampede.server.strategy;

import java.util.Set;
import stampede.server.Settings;

/**
 * One named way to accept in parallel: how handlers are notified, who may attempt, and whether they
 * share one address or split it.
 *
 * <p>A strategy is stateless and serves any number of handlers; what a handler needs it makes in
 * {@link #acceptor}. It does not know whether its handler is a thread or a process: the listening
 * socket, the scoreboard, the flag and the lock can be reached from either.
 */
public interface Strategy {
  /** Its name on the command line and in results. */
  String name();

  /** What it declares about itself, to be held against what is seen. */
  Traits traits();

  /** The settings it has beyond those of every server. */
  default Set<String> keys() {
    return Set.of();
  }

  /**
   * Refuses a value of {@link #keys} that it cannot work with, before any handler exists; throws
   * {@link stampede.server.UsageException}.
   */
  default void check(Settings settings) {}

  /**
   * Makes what one handler needs to wait and attempt. Called by the handler's own thread, which
   * alone uses the result and closes it. The listening socket is not the acceptor's to close.
   */
  Acceptor acceptor(HandlerPlace place);
}
