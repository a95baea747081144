package stampede.harness.observe;

import java.util.Collection;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * CPU time and context switches of processes, to the nanosecond and the switch. Source: proc(5),
 * sched-stats.
 */
public final class ProcessTimes {
  private ProcessTimes() {}

  /**
   * CPU time of processes.
   *
   * @param cpuNs of all their living threads, in nanoseconds; threads that ended are not in it
   * @param compilerCpuNs of that, the time of the threads in which a JVM compiles; 0 for what is no
   *     JVM
   */
  public record Spent(long cpuNs, long compilerCpuNs) {}

  /** The CPU time these processes have taken until now. */
  public static Spent spent(Collection<Integer> pids) {
    long cpuNs = 0;
    long compilerCpuNs = 0;
    for (int pid : pids) {
      for (Task task : Threads.tasks(pid).toList()) {
        long ns = onCpuNs(task);
        cpuNs += ns;
        compilerCpuNs += isCompiler(task) ? ns : 0;
      }
    }
    return new Spent(cpuNs, compilerCpuNs);
  }

  private static boolean isCompiler(Task task) {
    return ProcFile.text(Threads.folder(task) + "/comm").orElse("").contains(" CompilerThre");
  }

  private static long onCpuNs(Task task) {
    return ProcFile.text(Threads.folder(task) + "/schedstat")
        .map(text -> Long.parseLong(text.substring(0, text.indexOf(' '))))
        .orElse(0L);
  }

  /** The parent of a process; empty when it is gone. */
  public static OptionalInt parent(int pid) {
    return ProcFile.text("/proc/" + pid + "/status")
        .flatMap(text -> ProcFile.field(text, "PPid"))
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElse(OptionalInt.empty());
  }

  /** How often a thread left its CPU of its own will: to sleep. Empty when it is gone. */
  public static OptionalLong voluntarySwitches(int pid, int tid) {
    return Threads.state(new Task(pid, tid))
        .map(state -> OptionalLong.of(state.sleeps()))
        .orElse(OptionalLong.empty());
  }

  /** Whether a thread sleeps, and a signal could wake it: state S. */
  public static boolean isAsleep(int pid, int tid) {
    // the name, in parentheses, may hold anything
    return ProcFile.text("/proc/" + pid + "/task/" + tid + "/stat")
        .map(text -> text.startsWith(" S ", text.lastIndexOf(')') + 1))
        .orElse(false);
  }
}
