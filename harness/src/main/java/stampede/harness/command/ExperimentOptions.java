package stampede.harness.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.contract.Units;
import stampede.harness.experiment.CellPlan;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.experiment.Placement;
import stampede.harness.fault.FaultPlan;
import stampede.harness.load.FloodPlan;
import stampede.harness.observe.Machine;
import stampede.harness.preset.Flooding;
import stampede.harness.preset.Preset;
import stampede.harness.server.ServerUnderTest;
import stampede.server.UsageException;

/** The options that say which cells an experiment has. */
final class ExperimentOptions {
  private static final String DEFAULT_LOAD = "closed:32";
  private static final String DEFAULT_WORK = "spin:50us";

  @Parameters(
      paramLabel = "SERVER",
      arity = "0..*",
      description = "NAME[,key=value...]; see stampede servers")
  private List<String> servers = new ArrayList<>();

  @Option(
      names = "--strategies",
      paramLabel = "LIST",
      description = "strategies, or all (default without SERVER: blocking,epoll,reuseport)")
  private String strategies;

  @Option(
      names = "--as",
      paramLabel = "LIST",
      defaultValue = "threads,processes",
      description = "populations of --strategies (default: ${DEFAULT-VALUE})")
  private String as;

  @Option(
      names = "--handlers",
      paramLabel = "LIST",
      defaultValue = "4",
      description = "handlers of --strategies (default: ${DEFAULT-VALUE})")
  private String handlers;

  @Option(
      names = "--cpus",
      paramLabel = "LIST",
      description =
          "how many CPUs the server gets, one cell each (default: 1 and 2, or what there is)")
  private String cpus;

  @Option(
      names = "--load",
      paramLabel = "LIST",
      description =
          "closed:N, constant:RATE, poisson:RATE, burst:SIZE@INTERVAL, ramp:FROM-TO@DURATION,"
              + " steps:RATE-RATE-...@DURATION, replay:FILE@SPEED (default: "
              + DEFAULT_LOAD
              + ")")
  private String loads;

  @Option(
      names = "--work",
      paramLabel = "LIST",
      description =
          "what each request asks: none, spin:50us, sleep:1ms, exp:100us, exp-sleep:5ms (default: "
              + DEFAULT_WORK
              + ")")
  private String works;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "4",
      description = "rounds of each cell (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      split = ",",
      description =
          "strike handler processes: kill@300ms, kill:2@300ms, stop@300ms+500ms, from the start of"
              + " the measured window; may be repeated")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "a ready-made experiment, which other options change: shared-or-split (is one queue for"
              + " all handlers better than a queue for each?)")
  private String preset;

  @Mixin private FloodOptions flood;

  Optional<Preset> preset() {
    return Optional.ofNullable(preset).map(Preset::named);
  }

  /** How many load threads were asked for. */
  OptionalInt saidThreads() {
    return flood.saidThreads();
  }

  /** The servers, of which those that a product cannot have are left out. */
  Selection selection() {
    return new ServerProduct(servers, Optional.ofNullable(strategies), as, handlers, faultPlans())
        .select();
  }

  ExperimentPlan plan(List<ServerUnderTest> chosen, long seed) {
    if (rounds < 1 || rounds > 1000) {
      throw new UsageException("--rounds " + rounds + " is not between 1 and 1000");
    }
    List<CellPlan> cells = new ArrayList<>();
    for (ServerUnderTest server : chosen) {
      for (int count : cpuCounts()) {
        for (Flooding flooding : floods(server)) {
          cells.add(cell(cells.size(), server, count, flooding, seed));
        }
      }
    }
    cells.forEach(this::requireFaultsInWindow);
    return new ExperimentPlan(cells, rounds, seed, faultPlans(), flood.intervalNs());
  }

  private List<FaultPlan> faultPlans() {
    return faults.stream().map(text -> OptionText.read("--fault", text, FaultPlan::parse)).toList();
  }

  /** What comes after the measured window is not observed. */
  private void requireFaultsInWindow(CellPlan cell) {
    for (FaultPlan fault : faultPlans()) {
      if (fault.endNs() >= cell.flood().durationNs()) {
        throw new UsageException(
            "--fault "
                + fault
                + " is not over when the measured window is; say a longer --duration than "
                + Units.duration(cell.flood().durationNs()));
      }
    }
  }

  /** A load said goes with every work, a work said with every load, of the preset or of ours. */
  private Set<Flooding> floods(ServerUnderTest server) {
    // work that nobody does would only stand in the results
    String usualWork = server.doesWork() ? DEFAULT_WORK : "none";
    List<Flooding> given =
        preset()
            .map(each -> each.floods(server.description().handlers()))
            .orElse(List.of(new Flooding(DEFAULT_LOAD, usualWork)));
    Set<Flooding> floods = new LinkedHashSet<>();
    for (Flooding each : given) {
      for (String load : said("--load", loads, each.load())) {
        for (String work : said("--work", works, each.work())) {
          floods.add(new Flooding(load, work));
        }
      }
    }
    return floods;
  }

  private static List<String> said(String option, String text, String otherwise) {
    return text == null ? List.of(otherwise) : Lists.words(option, text);
  }

  private CellPlan cell(
      int index, ServerUnderTest server, int count, Flooding flooding, long seed) {
    Placement placement = Placement.of(Machine.cpus(), count, flood.loadCpus());
    FloodPlan plan =
        flood
            .plan(flooding.load(), flooding.work(), placement.load(), seed)
            .onCpusOfItsOwn(!placement.isShared());
    return new CellPlan(
        String.format(
            "%03d-%s-%s-%dcpu",
            index,
            server.description().name().replaceAll("[^A-Za-z0-9._-]", "_"),
            server.description().as(),
            count),
        server,
        placement,
        server.description().keepsLedger() ? plan : plan.unrecorded());
  }

  private List<Integer> cpuCounts() {
    int there = Machine.cpus().cardinality();
    return cpus == null
        ? (there > 1 ? List.of(1, 2) : List.of(1))
        : Lists.numbers("--cpus", cpus, 1, 1024);
  }
}
