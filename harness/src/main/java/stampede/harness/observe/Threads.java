package stampede.harness.observe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The threads of any process: who they are, how often they slept, and the CPU time they took.
 * Threads that end while they are read are left out. Any thread. Source: proc(5).
 */
public final class Threads {
  /** The 39th field of stat, counted from the third. */
  private static final int PROCESSOR = 36;

  private Threads() {}

  /**
   * What one thread has done since it began.
   *
   * @param task which one
   * @param name its name, at most 15 bytes of it
   * @param sleeps how often it left its CPU of its own will, to sleep
   * @param preemptions how often its CPU was taken from it
   */
  public record State(Task task, String name, long sleeps, long preemptions) {}

  /** The threads a process has now, by their ids; none when it is gone. */
  public static List<State> of(int pid) {
    return tasks(pid).flatMap(task -> state(task).stream()).toList();
  }

  /** The ids of the threads a process has now. */
  static Stream<Task> tasks(int pid) {
    return ProcFile.names("/proc/" + pid + "/task").stream()
        .map(Integer::valueOf)
        .sorted()
        .map(tid -> new Task(pid, tid));
  }

  /** What {@code task} has done; empty when it is gone. */
  public static Optional<State> state(Task task) {
    return ProcFile.text(folder(task) + "/status").flatMap(text -> state(task, text));
  }

  private static Optional<State> state(Task task, String status) {
    Optional<String> sleeps = ProcFile.field(status, "voluntary_ctxt_switches");
    Optional<String> preemptions = ProcFile.field(status, "nonvoluntary_ctxt_switches");
    if (sleeps.isEmpty() || preemptions.isEmpty()) {
      return Optional.empty();
    }
    String name = ProcFile.field(status, "Name").orElse("");
    return Optional.of(
        new State(task, name, Long.parseLong(sleeps.get()), Long.parseLong(preemptions.get())));
  }

  /** The CPU a thread runs on, or ran on last; empty when it is gone. */
  public static OptionalInt processor(Task task) {
    // the name, in parentheses, may hold anything; the state after it is the third field
    return ProcFile.text(folder(task) + "/stat")
        .map(text -> List.of(text.substring(text.lastIndexOf(')') + 2).strip().split(" ", -1)))
        .filter(fields -> fields.size() > PROCESSOR)
        .map(fields -> OptionalInt.of(Integer.parseInt(fields.get(PROCESSOR))))
        .orElse(OptionalInt.empty());
  }

  /** Where /proc tells of a thread. */
  static String folder(Task task) {
    return "/proc/" + task.pid() + "/task/" + task.tid();
  }
}
