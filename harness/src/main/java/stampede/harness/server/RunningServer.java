package stampede.harness.server;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import stampede.contract.HandlerSlot;
import stampede.contract.Ledger;
import stampede.contract.PopulationTrace;
import stampede.contract.Scoreboard;
import stampede.harness.observe.HandlerCounts;
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

  /**
   * What its handlers recorded, if they do. Of a server that is not ours, what it has logged until
   * now: asking again reads what is new, into the same ledger.
   */
  Optional<Ledger> ledger();

  /**
   * What its ledger tells of a service beside its id; what it does not tell stands there as 0. Of a
   * server that is not ours it is known once a service was read.
   */
  default Set<Told> told() {
    return ledger().isPresent() ? EnumSet.allOf(Told.class) : Set.of();
  }

  /** Services its ledger had no room for. */
  default long unrecorded() {
    return scoreboard().stream()
        .flatMap(board -> board.all().stream())
        .mapToLong(HandlerSlot::unrecorded)
        .sum();
  }

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

  /** What each of its handlers has done until now; -1 stands for what nobody knows. */
  default List<HandlerCounts> counts() {
    return scoreboard().map(HandlerCounts::now).orElse(List.of());
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

  /** Whether its ledger still gets what it recorded last when it ends in the middle of a flood. */
  default boolean ledgerOutlivesIt() {
    return true;
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
