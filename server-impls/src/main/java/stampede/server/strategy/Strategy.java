package stampede.server.strategy;

import java.util.Optional;
import java.util.Set;
import stampede.contract.Scoreboard;
import stampede.server.Settings;

/**
 * One named way to accept in parallel: how handlers are notified, who may attempt, and whether they
 * share one address or split it. In a {@link HandlerStrategy} every handler comes to its requests
 * by itself; in a {@link CrewStrategy} the handlers of one process work together.
 *
 * <p>A strategy is stateless and serves any number of servers and handlers. It does not know
 * whether a handler is a thread or a process: the listening socket, the scoreboard, the flag, the
 * lock and what the strategy {@linkplain #provide provides} can be reached from either.
 */
public sealed interface Strategy permits HandlerStrategy, CrewStrategy {
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
   * How many requests that were taken out of the buffer may wait for one handler, behind the one it
   * services: they die with it. The settings have been {@linkplain #check checked}.
   */
  default int holdsAtMost(Settings settings) {
    return traits().hoards() ? Scoreboard.MAX_HANDLERS : 0;
  }

  /**
   * What the names of jars begin with that its handlers need beyond ours. A server process carries
   * them only then.
   */
  default Set<String> libraries() {
    return Set.of();
  }

  /**
   * Why this machine does not allow the strategy, in words for people that say what to do; empty
   * where it does. Asks the kernel, and leaves nothing behind.
   */
  default Optional<String> unavailable() {
    return Optional.empty();
  }

  /**
   * Why its accepts cannot be made to fail by a {@linkplain stampede.contract.AcceptFaults fault
   * plan}, as a clause after "because"; empty where they can.
   */
  default Optional<String> refusesFaultPlans() {
    return traits().kind() == Traits.Kind.PEER
        ? Optional.of("the JDK or Netty makes its accept calls")
        : Optional.empty();
  }

  /** Whether it heeds fault plans when it is told to ({@code faults=on}). */
  default boolean takesFaultPlans() {
    return refusesFaultPlans().isEmpty();
  }

  /**
   * Makes what all handlers need together, in the spawner's process, when the address is open and
   * before any handler exists. The spawner closes it when the last handler has left.
   */
  default Provision provide(ProvisionPlace place) {
    return Provision.NONE;
  }
}
