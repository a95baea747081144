package stampede.harness.observe;

import java.util.List;
import java.util.Optional;

/**
 * What a process is doing, by the letter the kernel gives each of its threads. Any thread. Source:
 * proc(5), /proc/PID/task/TID/stat.
 */
public final class ProcessState {
  private static final char RUNNING = 'R';
  private static final char STOPPED = 'T';
  private static final char ZOMBIE = 'Z';
  private static final char DEAD = 'X';

  private ProcessState() {}

  /** Whether every thread of it is stopped by a signal, so that it does nothing at all. */
  public static boolean isStopped(int pid) {
    List<Task> tasks = Threads.tasks(pid).toList();
    return !tasks.isEmpty() && tasks.stream().allMatch(task -> is(task, STOPPED));
  }

  /** Whether any thread of it runs, or would if it had a CPU. */
  public static boolean isRunning(int pid) {
    return Threads.tasks(pid)
        .anyMatch(
            task -> letter(Threads.folder(task) + "/stat").filter(is -> is == RUNNING).isPresent());
  }

  /** Whether it has ended, waited for or not. */
  public static boolean isGone(int pid) {
    Optional<Character> letter = letter("/proc/" + pid + "/stat");
    return letter.isEmpty() || letter.get() == ZOMBIE || letter.get() == DEAD;
  }

  /** Whether another process traces every thread of it (ptrace(2)). */
  public static boolean isTraced(int pid) {
    List<Task> tasks = Threads.tasks(pid).toList();
    return !tasks.isEmpty() && tasks.stream().allMatch(ProcessState::isTraced);
  }

  private static boolean isTraced(Task task) {
    return ProcFile.text(Threads.folder(task) + "/status")
        .flatMap(text -> ProcFile.field(text, "TracerPid"))
        .map(tracer -> !tracer.equals("0"))
        .orElse(true); // a thread that has ended meanwhile
  }

  private static boolean is(Task task, char wanted) {
    return letter(Threads.folder(task) + "/stat").map(letter -> letter == wanted).orElse(true);
  }

  private static Optional<Character> letter(String stat) {
    // the name, in parentheses, may hold anything
    return ProcFile.text(stat).map(text -> text.charAt(text.lastIndexOf(')') + 2));
  }
}
