package stampede.harness.server;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import stampede.contract.HandlerSlot;
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

  /**
   * Every thread of execution that services requests, now: those the scoreboard shows, or, of a
   * server that is not ours, the threads of the processes that hold the listening socket.
   */
  default List<HandlerTask> handlers() {
    return scoreboard().stream()
        .flatMap(board -> board.all().stream())
        .filter(slot -> slot.tid() > 0)
        .map(RunningServer::task)
        .toList();
  }

  private static HandlerTask task(HandlerSlot slot) {
    return new HandlerTask(slot.handler(), slot.pid(), slot.tid());
  }

  /** The process that creates the handlers; empty when nobody knows. */
  default OptionalInt spawner() {
    return pids().isEmpty() ? OptionalInt.empty() : OptionalInt.of(pids().getFirst());
  }

  /**
   * Has another number of handlers from now on, whatever its policy wants, and waits for it.
   *
   * @return false when the server offers no such way, or the time ran out first
   */
  default boolean resize(int handlers, long timeoutNs) {
    return false;
  }

  /**
   * Sends the server the signal by which it is stopped gracefully, as an operator would, and waits.
   *
   * @return its exit code; empty when it had not ended in time, or cannot be told so
   */
  default OptionalInt terminate(long timeoutNs) {
    return OptionalInt.empty();
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
