package stampede.harness.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stampede.harness.Interruption;
import stampede.harness.expectation.Expectations;
import stampede.harness.experiment.Experiment;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.experiment.Progress;
import stampede.harness.experiment.RunFolder;
import stampede.harness.load.AgentFlooder;
import stampede.harness.preset.Preset;
import stampede.linux.Address;
import stampede.report.RunDocument;
import stampede.report.Skipped;
import stampede.report.csv.CsvHistory;
import stampede.report.html.HtmlReport;
import stampede.report.junit.RunJunit;
import stampede.report.markdown.RunMarkdown;
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
      "  stampede bench epoll,as=processes,handlers=8,threads=2 mutex,handlers=8 --cpus 1 --json",
      "  stampede bench --as processes --fault stop@300ms+500ms --load poisson:2000/s",
      "  stampede bench --preset shared-or-split",
      "  stampede bench epoll,handlers=4 --agents 2 --cpus 1 --load closed:64",
      "  stampede bench epoll,handlers=4 --load poisson:2000/s --expect 'p99<5ms' --expect"
          + " errors=0",
      "  stampede bench --rounds 5 --markdown summary.md --junit bench.xml --csv history.csv"
    })
final class BenchCommand implements Callable<Integer> {
  private final Interruption interruption;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1:0",
      description = "where servers listen (default: ${DEFAULT-VALUE}, a free port each time)")
  private String listen;

  @Option(
      names = "--allow-remote",
      description =
          "with --agents: let servers listen, and be flooded, where other machines reach them")
  private boolean allowRemote;

  @Mixin private ExperimentOptions options;
  @Mixin private AgentsOptions agents;
  @Mixin private ExpectOptions expect;
  @Mixin private RunFolderOption out;
  @Mixin private RenditionOptions renditions;
  @Mixin private SharedOptions shared;

  BenchCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Expectations expectations = expect.expectations();
    Selection selection = options.selection();
    ExperimentPlan plan = options.plan(selection.servers(), shared.seed());
    Address address = listenAddress();
    RenditionFiles files = RenditionFiles.open(renditions);
    Optional<AgentFlooder> flooder = gathered(plan);
    RunFolder folder = out.open();
    announce(plan, selection);
    RunDocument measured =
        experiment(plan, address, flooder)
            .run(Optional.of(folder))
            .selected(options.preset().map(Preset::name), selection.skipped());
    RunDocument document = expectations.judge(measured);
    folder.write(document, new HtmlReport());
    files.write(document, new RunMarkdown(), new RunJunit());
    shared.publish(document, new TextReport(Terminal.bars()), Optional.of(folder));
    files.append(file -> CsvHistory.append(file, document));
    return Verdicts.exitCode(document).code();
  }

  private Optional<AgentFlooder> gathered(ExperimentPlan plan) {
    if (agents.areWanted() && !plan.faults().isEmpty()) {
      throw new UsageException("--fault needs the load generator of this machine, not --agents");
    }
    return agents.gather(options.saidThreads(), interruption, shared);
  }

  private Experiment experiment(
      ExperimentPlan plan, Address address, Optional<AgentFlooder> flooder) {
    Progress progress =
        new Progress(System.err, SharedOptions.isTerminal(), shared.quiet(), plan.steps().size());
    ExperimentPlan theirs =
        flooder.map(each -> plan.byAgents(each.threads(), allowRemote)).orElse(plan);
    return new Experiment(
        theirs,
        shared.commandLine(),
        address,
        interruption,
        progress,
        AgentsOptions.flooder(flooder, interruption));
  }

  private Address listenAddress() {
    Address address = OptionText.read("--listen", listen, Address::parse);
    if (!address.isLocal() && !(agents.areWanted() && allowRemote)) {
      throw new UsageException(
          "--listen "
              + listen
              + " is not loopback; bench floods this machine only, unless there are --agents and"
              + " --allow-remote");
    }
    return address;
  }

  private void announce(ExperimentPlan plan, Selection selection) {
    for (Skipped skipped : selection.skipped()) {
      System.err.println("left out " + skipped.server() + ": " + skipped.reason());
    }
    if (!shared.quiet()) {
      options
          .preset()
          .ifPresent(preset -> System.err.println("The question: " + preset.question()));
      System.err.printf(
          "%d cells x %d rounds, %.0f s of flood, seed %d%n",
          plan.cells().size(), plan.rounds(), plan.floodS(), plan.seed());
    }
  }
}
