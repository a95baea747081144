package stampede.harness.observe;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How much CPU processes want, also on a machine where others want it too: a thread that waited for
 * a CPU during a part of the time is taken to have wanted in that part what it took in the rest. A
 * thread that spins thus counts as one CPU, however little of one it gets. Threads in which a JVM
 * compiles are left out. Any thread. Source: /proc/PID/task/TID/schedstat, sched-stats.
 *
 * @param threads what each thread has had since it began
 */
public record CpuDemand(Map<Task, Had> threads) {
  /** A thread that waited all the time wanted no more than a hundred times what it got. */
  private static final double LEAST_RUNNABLE = 0.01;

  /**
   * What a thread has had.
   *
   * @param cpuNs on a CPU
   * @param waitNs ready to run, waiting for one
   */
  public record Had(long cpuNs, long waitNs) {}

  /** Reads all threads of these processes. */
  public static CpuDemand now(Collection<Integer> pids) {
    Map<Task, Had> threads = new HashMap<>();
    for (int pid : pids) {
      Threads.of(pid).stream()
          .filter(thread -> !thread.name().contains(" CompilerThre"))
          .forEach(thread -> threads.put(thread.task(), had(thread.task())));
    }
    return new CpuDemand(threads);
  }

  private static Had had(Task task) {
    String[] fields =
        ProcFile.text(Threads.folder(task) + "/schedstat").orElse("0 0 0").split(" ", 3);
    return new Had(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
  }

  /** How many CPUs they wanted on average in the {@code lengthNs} since {@code before}. */
  public double since(CpuDemand before, long lengthNs) {
    double cpus = 0;
    for (Map.Entry<Task, Had> each : threads.entrySet()) {
      Had then = before.threads.getOrDefault(each.getKey(), new Had(0, 0));
      double ran = (double) (each.getValue().cpuNs() - then.cpuNs()) / lengthNs;
      double waited = (double) (each.getValue().waitNs() - then.waitNs()) / lengthNs;
      cpus += Math.max(0, ran) / Math.max(LEAST_RUNNABLE, 1 - waited);
    }
    return cpus;
  }
}
