package stampede.harness.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import stampede.harness.observe.Task;

/**
 * Gives the handlers of a server that is not ours numbers from 0 on, as they are first heard of. A
 * handler keeps its number; one that comes later takes the lowest number of those that have left.
 * One thread uses it.
 */
final class HandlerNumbers {
  private final int most;
  private final Map<Task, Integer> numbers = new HashMap<>();
  private List<Task> present = List.of();

  /** Numbers below {@code most}. */
  HandlerNumbers(int most) {
    this.most = most;
  }

  /** These are the handlers now, in an order that does not change. */
  List<HandlerTask> present(List<Task> tasks) {
    present = List.copyOf(tasks);
    List<HandlerTask> handlers = new ArrayList<>();
    for (Task task : tasks) {
      handlers.add(new HandlerTask(number(task), task.pid(), task.tid()));
    }
    handlers.sort((a, b) -> Integer.compare(a.handler(), b.handler()));
    return handlers;
  }

  /** The number of a thread, by the number of its process and what a log says of it. */
  int number(int pid, OptionalInt thread) {
    List<Task> threads = present.stream().filter(task -> task.pid() == pid).toList();
    boolean known = thread.isPresent() && thread.getAsInt() < threads.size();
    return number(known ? threads.get(thread.getAsInt()) : new Task(pid, pid));
  }

  /** The number of a thread, by its kernel id. */
  int number(int tid) {
    return number(
        present.stream()
            .filter(task -> task.tid() == tid)
            .findFirst()
            .orElseGet(() -> new Task(tid, tid)));
  }

  private int number(Task task) {
    Integer number = numbers.get(task);
    if (number == null) {
      number = lowestFree();
      int taken = number;
      numbers.values().removeIf(other -> other == taken);
      numbers.put(task, number);
    }
    return number;
  }

  private int lowestFree() {
    for (int number = 0; number < most; number++) {
      if (!isTaken(number)) {
        return number;
      }
    }
    return most - 1;
  }

  /** One that is not present any more has left its number to others. */
  private boolean isTaken(int number) {
    return numbers.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getValue() == number
                    && (present.isEmpty() || present.contains(entry.getKey())));
  }
}
