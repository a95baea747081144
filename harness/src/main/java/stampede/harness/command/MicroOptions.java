package stampede.harness.command;

import java.util.List;
import picocli.CommandLine.Option;
import stampede.contract.Units;
import stampede.harness.micro.BenchmarkEntry;
import stampede.harness.micro.MicroPlan;
import stampede.server.UsageException;

/** How long and how often benchmarks run. */
final class MicroOptions {
  private static final int MOST = 1000;
  private static final long LEAST_TIME_NS = 10_000_000L;
  private static final long MOST_TIME_NS = 30_000_000_000L;

  @Option(
      names = "--quick",
      description = "one process and short iterations, and fewer numbers of waiters")
  private boolean quick;

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "processes for each, one after the other (default: 2; quick: 1)")
  private Integer forks;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = "iterations that are left out, in each process (default: 3; quick: 1)")
  private Integer warmups;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "iterations that count, in each process (default: 5; quick: 3)")
  private Integer iterations;

  @Option(
      names = "--time",
      paramLabel = "DURATION",
      description = "of each iteration (default: 500ms; quick: 100ms)")
  private String time;

  MicroPlan plan(List<BenchmarkEntry> benchmarks, long seed) {
    return new MicroPlan(
        benchmarks,
        quick,
        within("--forks", forks, quick ? 1 : 2, 1),
        within("--warmup", warmups, quick ? 1 : 3, 0),
        within("--iterations", iterations, quick ? 3 : 5, 1),
        timeNs(),
        seed);
  }

  private static int within(String option, Integer given, int otherwise, int least) {
    int value = given == null ? otherwise : given;
    if (value < least || value > MOST) {
      throw new UsageException(option + " " + value + " is not between " + least + " and " + MOST);
    }
    return value;
  }

  private long timeNs() {
    String text = time == null ? (quick ? "100ms" : "500ms") : time;
    long timeNs = OptionText.read("--time", text, Units::durationNs);
    if (timeNs < LEAST_TIME_NS || timeNs > MOST_TIME_NS) {
      throw new UsageException("--time " + text + " is not between 10ms and 30s");
    }
    return timeNs;
  }
}
