package stampede.harness.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stampede.contract.Units;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckSelection;
import stampede.harness.experiment.Placement;
import stampede.harness.gate.GatePlan;
import stampede.harness.gate.Looks;
import stampede.harness.gate.StoredBaseline;
import stampede.harness.gate.Tolerances;
import stampede.harness.load.FloodPlan;
import stampede.harness.observe.Machine;
import stampede.harness.server.ServerUnderTest;
import stampede.harness.server.Servers;
import stampede.load.ArrivalSchedule;
import stampede.report.gate.GateDocument;
import stampede.server.UsageException;

/** The options that say what a gate compares, how, and what is tolerated. */
final class GateOptions {
  private static final String USUAL_WORK = "spin:50us";

  @Option(
      names = "--baseline",
      required = true,
      paramLabel = "SERVER|FILE.json",
      description =
          "what is held to be good: NAME[,key=value...], @FILE.toml, see stampede servers; or the"
              + " gate.json of an earlier gate, whose candidate it is then (weaker)")
  private String baseline;

  @Option(names = "--candidate", paramLabel = "SERVER", description = "what is to be no worse")
  private String candidate;

  @Option(
      names = "--calibrate",
      description =
          "the baseline against itself, ten rounds: how noisy it is here, the smallest slow-down"
              + " a gate would see, how long that would take")
  private boolean calibrate;

  @Option(
      names = "--tolerance",
      paramLabel = "LIST",
      defaultValue = "throughput=5%,p50=5%,p99=10%",
      description = "how much worse each metric may be (default: ${DEFAULT-VALUE})")
  private String tolerance;

  @Option(
      names = "--load",
      paramLabel = "LOAD",
      defaultValue = "closed:32",
      description = "what saturates them (default: ${DEFAULT-VALUE})")
  private String load;

  @Option(
      names = "--work",
      paramLabel = "WORK",
      description =
          "what each request asks: none, spin:50us, sleep:1ms, exp:100us, exp-sleep:5ms (default: "
              + USUAL_WORK
              + ", or none where a server does no work)")
  private String work;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "30",
      description = "at most, 10 to 100; it may decide at each third (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "begin no round that would end after so long, such as 5m; decide by those there are")
  private String budget;

  @Option(
      names = "--conform",
      paramLabel = "CHECKS",
      description = "checks that both must pass first: ids, or how ids begin, such as PA-,ER-")
  private String conform;

  @Option(
      names = "--cpus",
      paramLabel = "N",
      defaultValue = "1",
      description = "how many CPUs each server gets (default: ${DEFAULT-VALUE})")
  private int cpus;

  @Mixin private FloodOptions flood;

  /**
   * What the gate is to do.
   *
   * @throws UsageException when that cannot be
   */
  GatePlan plan(long seed, List<Check> all) {
    List<Check> checks = checks(all);
    Tolerances tolerances = OptionText.read("--tolerance", tolerance, Tolerances::parse);
    Looks looks = Looks.upTo(rounds);
    Placement placement = Placement.of(Machine.cpus(), cpus, flood.loadCpus());
    Optional<Path> file = storedFile();
    if (file.isEmpty()) {
      ServerUnderTest before = Servers.parse(baseline);
      ServerUnderTest after = candidate(Optional.of(before));
      return new GatePlan(
          new GatePlan.Baseline.Live(before),
          after,
          calibrate,
          placement,
          floodPlan(List.of(before, after), placement, seed),
          looks,
          tolerances,
          budgetNs(),
          seed,
          checks);
    }
    ServerUnderTest after = candidate(Optional.empty());
    StoredBaseline stored = StoredBaseline.read(file.get(), seed);
    FloodPlan plan = floodPlan(List.of(after), placement, seed);
    stored.requireComparable(Machine.describe(), plan, cpus);
    return new GatePlan(
        new GatePlan.Baseline.Kept(stored),
        after,
        false,
        placement,
        plan,
        Looks.upTo(Math.min(rounds, stored.rounds())),
        tolerances,
        budgetNs(),
        seed,
        checks);
  }

  private ServerUnderTest candidate(Optional<ServerUnderTest> before) {
    if (calibrate) {
      if (candidate != null) {
        throw new UsageException("--calibrate is about the baseline alone; leave out --candidate");
      }
      return before.orElseThrow(
          () ->
              new UsageException("--calibrate runs the baseline; name a server, not " + baseline));
    }
    if (candidate == null) {
      throw new UsageException(
          "say what is to be no worse than the baseline: --candidate SERVER; or --calibrate");
    }
    return Servers.parse(candidate);
  }

  /**
   * The document that the baseline is, or the run folder that holds it; no server has such a name.
   */
  private Optional<Path> storedFile() {
    if (baseline.startsWith("@") || baseline.contains("=")) {
      return Optional.empty();
    }
    Path path = Path.of(baseline);
    if (baseline.contains("/") && Files.isDirectory(path)) {
      return Optional.of(path.resolve(GateDocument.KIND.fileName()));
    }
    return baseline.endsWith(".json") ? Optional.of(path) : Optional.empty();
  }

  private FloodPlan floodPlan(List<ServerUnderTest> servers, Placement placement, long seed) {
    if (!(OptionText.read("--load", load, ArrivalSchedule::parse)
        instanceof ArrivalSchedule.Closed)) {
      throw new UsageException("--load " + load + " does not saturate; write closed:N");
    }
    boolean work = servers.stream().allMatch(ServerUnderTest::doesWork);
    FloodPlan plan =
        flood
            .plan(load, said(work ? USUAL_WORK : "none"), placement.load(), seed)
            .onCpusOfItsOwn(!placement.isShared());
    // what recording costs, both are to bear
    return servers.stream().allMatch(server -> server.description().keepsLedger())
        ? plan
        : plan.unrecorded();
  }

  private String said(String usual) {
    return work == null ? usual : work;
  }

  private OptionalLong budgetNs() {
    return budget == null
        ? OptionalLong.empty()
        : OptionalLong.of(OptionText.read("--budget", budget, Units::durationNs));
  }

  private List<Check> checks(List<Check> all) {
    return conform == null
        ? List.of()
        : new CheckSelection(Lists.words("--conform", conform), List.of()).of(all);
  }
}
