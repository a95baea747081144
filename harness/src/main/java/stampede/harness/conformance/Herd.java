package stampede.harness.conformance;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import stampede.contract.HandlerSlot;
import stampede.contract.Scoreboard;
import stampede.harness.observe.HandlerCounts;
import stampede.harness.server.HandlerTask;
import stampede.harness.server.RunningServer;

/**
 * What every handler of a server had done at an instant; the difference of two says who was woken,
 * who accepted, and who found nothing.
 *
 * @param handlers one for each, in the order of {@link RunningServer#handlers}
 */
public record Herd(List<HandlerCounts> handlers) {
  /** Counts now. */
  public static Herd now(RunningServer server) {
    Optional<Scoreboard> board = server.scoreboard();
    return new Herd(server.handlers().stream().map(task -> count(board, task)).toList());
  }

  private static HandlerCounts count(Optional<Scoreboard> board, HandlerTask task) {
    Optional<HandlerSlot> slot = board.map(known -> known.slot(task.handler()));
    return slot.map(HandlerCounts::of)
        .orElseGet(() -> HandlerCounts.ofThread(task.handler(), task.pid(), task.tid()));
  }

  /** What has happened since; handlers that were not there then are left out. */
  public Herd since(Herd before) {
    int both = Math.min(handlers.size(), before.handlers.size());
    return new Herd(
        IntStream.range(0, both)
            .mapToObj(i -> handlers.get(i).since(before.handlers.get(i)))
            .toList());
  }

  /** How many handlers left sleep at least once because of the address. */
  public int woken() {
    return (int) handlers.stream().filter(handler -> handler.wakeups() > 0).count();
  }

  /** How often handlers left sleep because of the address. */
  public long wakeups() {
    return handlers.stream().mapToLong(handler -> Math.max(0, handler.wakeups())).sum();
  }

  /** How many handlers there are. */
  public int size() {
    return handlers.size();
  }
}
