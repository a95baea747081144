package stampede.harness.command;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import stampede.contract.RequestId;
import stampede.contract.Units;
import stampede.contract.Work;
import stampede.harness.experiment.Placement;
import stampede.harness.load.FloodPlan;
import stampede.load.ArrivalSchedule;
import stampede.load.EngineKind;
import stampede.load.Replay;
import stampede.server.UsageException;

/** The options that say how to flood. */
final class FloodOptions {
  private static final long MOST_NS = 3_600_000_000_000L;
  private static final long LEAST_INTERVAL_NS = 10_000_000L;
  private static final long MOST_INTERVAL_NS = 10_000_000_000L;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "the measured window (default: ${DEFAULT-VALUE})")
  private String duration;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "flood before it, counted apart (default: ${DEFAULT-VALUE})")
  private String warmup;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "after which a client gives up (default: ${DEFAULT-VALUE})")
  private String timeout;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "100ms",
      description =
          "of the time series, 10ms to 10s, with --agents whole seconds (default:"
              + " ${DEFAULT-VALUE})")
  private String interval;

  @Option(
      names = "--close",
      paramLabel = "HOW",
      defaultValue = "reset",
      description = "how clients close: reset or fin (default: ${DEFAULT-VALUE})")
  private String close;

  @Option(
      names = "--sources",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "loopback source addresses, against port exhaustion (default: ${DEFAULT-VALUE})")
  private int sources;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "what carries the requests: uring, epoll, or auto, which is uring where the kernel allows"
              + " it (default: ${DEFAULT-VALUE})")
  private String engine;

  @Option(
      names = "--max-in-flight",
      paramLabel = "N",
      description =
          "the most requests an open load has under way, shared out among its threads; what is due"
              + " beyond is shed and counted (default: "
              + ArrivalSchedule.USUAL_IN_FLIGHT
              + ", and what is due beyond begins late)")
  private Integer maxInFlight;

  @Option(
      names = "--load-threads",
      paramLabel = "N",
      description = "threads of the load generator (default: one per CPU it has)")
  private Integer threads;

  @Option(
      names = "--load-cpus",
      paramLabel = "LIST",
      description = "CPU ids of the load generator (default: those the server leaves)")
  private String loadCpus;

  Optional<BitSet> loadCpus() {
    return Optional.ofNullable(loadCpus).map(FloodOptions::cpus);
  }

  /** How long an interval of the time series is. */
  long intervalNs() {
    return bounded("--interval", interval, LEAST_INTERVAL_NS, MOST_INTERVAL_NS);
  }

  private static BitSet cpus(String text) {
    BitSet cpus = new BitSet();
    for (int cpu : Lists.numbers("--load-cpus", text, 0, 1023)) {
      cpus.set(cpu);
    }
    return cpus;
  }

  /** CPUs of a machine that gives {@code usable}. */
  static BitSet cpus(String text, BitSet usable) {
    return Placement.of(usable, 1, Optional.of(cpus(text))).load();
  }

  /** How many load threads were asked for. */
  OptionalInt saidThreads() {
    return threads == null ? OptionalInt.empty() : OptionalInt.of(threads);
  }

  /** A flood without target yet. */
  FloodPlan plan(String load, String work, BitSet cpus, long seed) {
    if (!close.equals("reset") && !close.equals("fin")) {
      throw new UsageException("--close " + close + " must be reset or fin");
    }
    if (sources < 1 || sources > 200) {
      throw new UsageException("--sources " + sources + " is not between 1 and 200");
    }
    OptionText.read("--engine", engine, EngineKind::parse);
    OptionText.read("--load", load, FloodOptions::schedule);
    long durationNs = bounded("--duration", duration, 1_000_000L);
    FloodPlan plan =
        new FloodPlan(
            "",
            load,
            OptionText.read("--work", work, Work::parse).toString(),
            threads(cpus),
            cpus,
            close,
            sources,
            bounded("--warmup", warmup, 0),
            durationNs,
            bounded("--timeout", timeout, 1_000_000L),
            seed,
            true,
            false,
            false,
            Map.of("engine", engine));
    return maxInFlight == null ? plan : shedding(plan);
  }

  /** The load generator reads the file of a replay; that it is there we can say at once. */
  private static ArrivalSchedule schedule(String load) {
    ArrivalSchedule schedule = ArrivalSchedule.parse(load);
    if (schedule instanceof Replay replay) {
      replay.requireFile();
    }
    return schedule;
  }

  private FloodPlan shedding(FloodPlan plan) {
    if (maxInFlight < 1 || maxInFlight > ArrivalSchedule.MAX_AT_ONCE) {
      throw new UsageException(
          "--max-in-flight "
              + maxInFlight
              + " is not between 1 and "
              + ArrivalSchedule.MAX_AT_ONCE);
    }
    if (ArrivalSchedule.parse(plan.load()) instanceof ArrivalSchedule.Closed) {
      throw new UsageException(
          "--max-in-flight is for open loads: " + plan.load() + " is its own bound");
    }
    if (plan.threads() > maxInFlight) {
      throw new UsageException(
          "--load-threads "
              + plan.threads()
              + " cannot share --max-in-flight "
              + maxInFlight
              + ": each needs one");
    }
    return plan.with("maxInFlight", maxInFlight).with("excess", "shed");
  }

  private int threads(BitSet cpus) {
    int wanted = threads == null ? usualThreads(cpus) : threads;
    if (wanted < 1 || wanted > RequestId.MAX_THREADS) {
      throw new UsageException(
          "--load-threads " + wanted + " is not between 1 and " + RequestId.MAX_THREADS);
    }
    return wanted;
  }

  /** One for each CPU, as far as each may have a request under way. */
  private int usualThreads(BitSet cpus) {
    int most = maxInFlight == null ? Integer.MAX_VALUE : Math.max(1, maxInFlight);
    return Math.min(cpus.cardinality(), most);
  }

  private static long bounded(String name, String text, long leastNs) {
    return bounded(name, text, leastNs, MOST_NS);
  }

  private static long bounded(String name, String text, long leastNs, long mostNs) {
    long ns = OptionText.read(name, text, Units::durationNs);
    if (ns < leastNs || ns > mostNs) {
      String most = mostNs == MOST_NS ? "1h" : Units.duration(mostNs);
      throw new UsageException(
          name + " " + text + " is not between " + Units.duration(leastNs) + " and " + most);
    }
    return ns;
  }
}
