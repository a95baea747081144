package stampede.harness.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import stampede.report.chart.WaitersChart;

/**
 * What is to be run, and how long.
 *
 * @param benchmarks at least one
 * @param quick whether it is only to be seen that they run
 * @param forks processes for each, one after the other, at least 1
 * @param warmups iterations that are left out, in each process
 * @param iterations iterations that count, in each process, at least 1
 * @param iterationNs how long each takes
 * @param seed of what benchmarks choose at random
 */
public record MicroPlan(
    List<BenchmarkEntry> benchmarks,
    boolean quick,
    int forks,
    int warmups,
    int iterations,
    long iterationNs,
    long seed) {
  /** Numbers of waiters in a quick run. */
  static final List<String> QUICK_WAITERS = List.of("1", "4", "16");

  /** What a process takes to start and to end. */
  private static final double PROCESS_S = 0.8;

  /** Fewer combinations where it is to be quick. */
  public MicroPlan {
    benchmarks =
        quick
            ? benchmarks.stream()
                .map(entry -> entry.with(WaitersChart.WAITERS, QUICK_WAITERS))
                .toList()
            : List.copyOf(benchmarks);
  }

  /** How many benchmarks with their parameters there are. */
  public int combinations() {
    return benchmarks.stream().mapToInt(entry -> entry.combinations().size()).sum();
  }

  /** How long all of it takes, about, in seconds. */
  public double expectedS() {
    double iterationS = iterationNs / (double) TimeUnit.SECONDS.toNanos(1);
    return combinations() * forks * (PROCESS_S + (warmups + iterations) * iterationS);
  }
}
