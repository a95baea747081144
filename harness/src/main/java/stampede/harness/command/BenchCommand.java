package stampede.harness.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.harness.Interruption;
import stampede.harness.experiment.CellPlan;
import stampede.harness.experiment.Experiment;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.experiment.Placement;
import stampede.harness.experiment.Progress;
import stampede.harness.experiment.RunFolder;
import stampede.harness.load.FloodPlan;
import stampede.harness.observe.Machine;
import stampede.harness.server.OwnServer;
import stampede.linux.Address;
import stampede.load.ArrivalSchedule;
import stampede.report.ResultFile;
import stampede.report.RunDocument;
import stampede.report.html.HtmlReport;
import stampede.report.text.TextReport;
import stampede.server.UsageException;

/** {@code stampede bench}: the main job. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Runs an experiment: every server on every CPU count under every load, in interleaved"
          + " rounds;",
      "audits every request, prints a table, and writes a run folder with run.json and report.html."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede bench",
      "  stampede bench --strategies blocking,epoll,epoll-exclusive --handlers 16 --load"
          + " constant:200/s",
      "  stampede bench epoll,as=processes,handlers=8,threads=2 mutex,handlers=8 --cpus 1 --json"
    })
final class BenchCommand implements Callable<Integer> {
  private final Interruption interruption;

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
      defaultValue = "closed:32",
      description =
          "closed:N, constant:RATE, poisson:RATE, burst:SIZE@INTERVAL, ramp:FROM-TO@DURATION,"
              + " steps:RATE-RATE-...@DURATION (default: ${DEFAULT-VALUE})")
  private String loads;

  @Option(
      names = "--work",
      paramLabel = "WORK",
      defaultValue = "spin:50us",
      description =
          "what each request asks: none, spin:50us, sleep:1ms, exp:100us (default:"
              + " ${DEFAULT-VALUE})")
  private String work;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "2",
      description = "rounds of each cell (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1:0",
      description = "where servers listen (default: ${DEFAULT-VALUE}, a free port each time)")
  private String listen;

  @Mixin private FloodOptions flood;
  @Mixin private SharedOptions shared;
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  BenchCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    ExperimentPlan plan = plan();
    Address address = listenAddress();
    RunFolder folder =
        RunFolder.open(
            shared
                .out()
                .orElseGet(() -> RunFolder.named(LocalDateTime.now(ZoneId.systemDefault()))));
    announce(plan);
    Progress progress =
        new Progress(System.err, SharedOptions.isTerminal(), shared.quiet(), plan.steps().size());
    RunDocument document =
        new Experiment(plan, commandLine(), address, interruption, progress)
            .run(Optional.of(folder));
    folder.write(document, new HtmlReport());
    print(document, folder.path(), folder.report());
    return Verdicts.exitCode(document).code();
  }

  private Address listenAddress() {
    Address address = OptionText.read("--listen", listen, Address::parse);
    if (!address.isLocal()) {
      throw new UsageException(
          "--listen " + listen + " is not loopback; bench floods this machine only");
    }
    return address;
  }

  private String commandLine() {
    return "stampede "
        + String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs());
  }

  private void announce(ExperimentPlan plan) {
    if (!shared.quiet()) {
      System.err.printf(
          "%d cells x %d rounds, %.0f s of flood, seed %d%n",
          plan.cells().size(), plan.rounds(), plan.floodS(), plan.seed());
    }
  }

  private void print(RunDocument document, Path folder, Path report) throws IOException {
    StringBuilder text = new StringBuilder();
    new TextReport().render(document, text);
    shared.people().print(text);
    shared.people().println("\nReport: " + report + "   (all results in " + folder + ")");
    shared.people().flush();
    if (shared.json()) {
      System.out.print(ResultFile.toJson(document));
    }
  }

  private ExperimentPlan plan() {
    if (rounds < 1 || rounds > 1000) {
      throw new UsageException("--rounds " + rounds + " is not between 1 and 1000");
    }
    List<OwnServer> chosen =
        new ServerProduct(servers, Optional.ofNullable(strategies), as, handlers).servers();
    List<CellPlan> cells = new ArrayList<>();
    for (OwnServer server : chosen) {
      for (int count : cpuCounts()) {
        for (String load : Lists.words("--load", loads)) {
          cells.add(cell(cells.size(), server, count, load));
        }
      }
    }
    return new ExperimentPlan(cells, rounds, shared.seed());
  }

  private CellPlan cell(int index, OwnServer server, int count, String load) {
    Placement placement = Placement.of(Machine.cpus(), count, flood.loadCpus());
    FloodPlan plan =
        flood
            .plan(load, work, placement.load(), shared.seed())
            .onCpusOfItsOwn(!placement.isShared());
    OptionText.read("--load", load, ArrivalSchedule::parse);
    return new CellPlan(
        String.format(
            "%03d-%s-%s-%dcpu",
            index, server.description().name(), server.description().as(), count),
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
