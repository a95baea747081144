package stampede.harness.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import stampede.harness.observe.Listeners;
import stampede.harness.observe.ProcessTimes;
import stampede.harness.observe.Task;
import stampede.harness.observe.Threads;
import stampede.linux.Address;
import stampede.linux.Clock;

/**
 * The handlers of a command: the threads of those of its processes that hold the listening socket.
 * A process whose child holds it too is taken for their spawner, unless the recipe says that all
 * are handlers. One thread uses it.
 */
final class CommandHandlers {
  /** Whoever asks again and again in a loop is told the same for so long. */
  private static final long FRESH_NS = 5_000_000L;

  private final Address address;
  private final CommandProcess process;
  private final Recipe.Workers workers;
  private final HandlerNumbers numbers;
  private List<HandlerTask> seen = List.of();
  private long seenNs;

  CommandHandlers(
      Address address, CommandProcess process, Recipe.Workers workers, HandlerNumbers numbers) {
    this.address = address;
    this.process = process;
    this.workers = workers;
    this.numbers = numbers;
  }

  /** Those there are now. */
  List<HandlerTask> now() {
    if (Clock.monotonicNs() - seenNs > FRESH_NS) {
      List<Task> tasks = new ArrayList<>();
      for (int pid : processes()) {
        Threads.of(pid).forEach(thread -> tasks.add(thread.task()));
      }
      seen = numbers.present(tasks);
      seenNs = Clock.monotonicNs();
    }
    return seen;
  }

  /** Whether they share one listening socket, or have several. */
  String address() {
    List<Long> sockets =
        Listeners.holders(address, process.members()).stream()
            .map(Listeners.Holder::inode)
            .distinct()
            .toList();
    return sockets.size() == 1 ? "shared" : sockets.isEmpty() ? "unknown" : "split";
  }

  private List<Integer> processes() {
    List<Integer> members = process.members();
    if (members.isEmpty()) {
      return List.of();
    }
    List<Integer> holders =
        Listeners.holders(address, members).stream().map(Listeners.Holder::pid).distinct().toList();
    if (workers == Recipe.Workers.HOLDERS) {
      return holders;
    }
    Set<Integer> parents = new HashSet<>();
    for (int pid : holders) {
      ProcessTimes.parent(pid).ifPresent(parents::add);
    }
    return holders.stream().filter(pid -> !parents.contains(pid)).toList();
  }
}
