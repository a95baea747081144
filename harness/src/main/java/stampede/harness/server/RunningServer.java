package stampede.harness.server;

import java.util.List;
import java.util.Optional;
import stampede.contract.Ledger;
import stampede.contract.PopulationTrace;
import stampede.contract.Scoreboard;
import stampede.linux.Address;

/**
 * A server under test that runs. Its evidence stays readable after {@link #stop}, until {@link
 * #close}, which leaves nothing of it behind however the server ended.
 */
public interface RunningServer extends AutoCloseable {
  /** The well-known address. */
  Address address();

  /** Every process of it now: the spawner first, then the handler processes. */
  List<Integer> pids();

  /** Where its handlers show their state, if it is one of ours. */
  Optional<Scoreboard> scoreboard();

  /** What its handlers recorded, if they do. */
  Optional<Ledger> ledger();

  /** Its population over time, if it is one of ours. */
  default Optional<PopulationTrace> trace() {
    return Optional.empty();
  }

  /** What to flood: its address and protocol as a URL. */
  String target();

  /** The limit it gave its buffer, in requests, where that is known. */
  Optional<Integer> backlog();

  /** From being asked for until every handler was ready, in nanoseconds. */
  long readyNs();

  /** Whether it still runs. */
  boolean isAlive();

  /** Stops it gracefully, within bounds; whether everything left by itself. */
  boolean stop();

  @Override
  void close();
}
