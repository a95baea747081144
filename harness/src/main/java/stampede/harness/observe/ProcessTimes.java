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
   * CPU time of all living threads of these processes, in nanoseconds. Threads that ended are not
   * in it.
   */
  public static long cpuNs(Collection<Integer> pids) {
    long cpuNs = 0;
    for (int pid : pids) {
      String folder = "/proc/" + pid + "/task";
      for (String tid : ProcFile.names(folder)) {
        cpuNs += onCpuNs(folder + "/" + tid + "/schedstat");
      }
    }
    return cpuNs;
  }

  /** Of {@link #cpuNs}, the time of the threads in which a JVM compiles; 0 for what is no JVM. */
  public static long compilerCpuNs(Collection<Integer> pids) {
    long cpuNs = 0;
    for (int pid : pids) {
      String folder = "/proc/" + pid + "/task";
      for (String tid : ProcFile.names(folder)) {
        String thread = folder + "/" + tid;
        if (ProcFile.text(thread + "/comm").orElse("").contains(" CompilerThre")) {
          cpuNs += onCpuNs(thread + "/schedstat");
        }
      }
    }
    return cpuNs;
  }

  private static long onCpuNs(String schedstat) {
    return ProcFile.text(schedstat)
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
    return ProcFile.text("/proc/" + pid + "/task/" + tid + "/status")
        .flatMap(text -> ProcFile.field(text, "voluntary_ctxt_switches"))
        .map(value -> OptionalLong.of(Long.parseLong(value)))
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
