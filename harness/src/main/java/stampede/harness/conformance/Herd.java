package stampede.harness.conformance;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import stampede.harness.observe.HandlerCounts;
import stampede.harness.observe.LockWait;
import stampede.harness.observe.Task;
import stampede.harness.server.HandlerTask;
import stampede.harness.server.RunningServer;

/**
 * What every handler of a server had done at an instant; the difference of two says who was woken,
 * who accepted, and who found nothing.
 *
 * @param handlers one for each, in the order of {@link RunningServer#handlers}
 * @param atLock threads that waited for a lock: who passes it on wakes them, not the address
 */
public record Herd(List<HandlerCounts> handlers, Set<Integer> atLock) {
  /** Copies what may change. */
  public Herd {
    handlers = List.copyOf(handlers);
    atLock = Set.copyOf(atLock);
  }

  /** Counts now. */
  public static Herd now(RunningServer server) {
    List<HandlerTask> tasks = server.handlers();
    Set<Integer> atLock =
        tasks.stream()
            .filter(task -> LockWait.isUnderWay(new Task(task.pid(), task.tid())))
            .map(HandlerTask::tid)
            .collect(Collectors.toSet());
    List<HandlerCounts> counts =
        server.counts().stream().filter(handler -> handler.pid() > 0).toList();
    return new Herd(counts, atLock);
  }

  /**
   * What has happened since; handlers that were not there then are left out. Who waited for a lock
   * is as it was then.
   */
  public Herd since(Herd before) {
    int both = Math.min(handlers.size(), before.handlers.size());
    return new Herd(
        IntStream.range(0, both)
            .mapToObj(i -> handlers.get(i).since(before.handlers.get(i)))
            .toList(),
        before.atLock);
  }

  /** How many handlers left sleep at least once because of the address. */
  public int woken() {
    return (int)
        handlers.stream()
            .filter(handler -> handler.wakeups() > 0 && !atLock.contains(handler.tid()))
            .count();
  }

  /** Whether the kernel says of every handler how often it slept. */
  public boolean isCounted() {
    return handlers.stream().allMatch(handler -> handler.switches() >= 0);
  }

  /** Attempts that found nothing, as far as handlers say so. */
  public long emptyAccepts() {
    return handlers.stream().mapToLong(handler -> Math.max(0, handler.emptyAccepts())).sum();
  }

  /** Those that were told of a request, or looked for one, and got none. */
  public List<HandlerCounts> losers() {
    return handlers.stream()
        .filter(handler -> handler.accepts() <= 0)
        .filter(
            handler ->
                handler.emptyAccepts() > 0
                    || (handler.wakeups() > 0 && !atLock.contains(handler.tid())))
        .toList();
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
