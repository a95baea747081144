package stampede.harness.command;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
import stampede.harness.server.ExternalServer;
import stampede.linux.Address;
import stampede.load.Target;
import stampede.report.RunDocument;
import stampede.report.html.HtmlReport;
import stampede.report.text.LoadText;
import stampede.server.UsageException;

/** {@code stampede load}: floods one address and prints what the clients saw. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = "Floods one address and prints what the clients saw.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede load raw://127.0.0.1:9000 --load poisson:2000/s --duration 3s",
      "  stampede load 'http://127.0.0.1:8080/r/{id}' --load closed:64 --close fin --json",
      "  stampede load http+unix:/run/server.sock:/index.html --load constant:500/s"
    })
final class LoadCommand implements Callable<Integer> {
  private final Interruption interruption;

  @Parameters(
      paramLabel = "URL",
      description = "raw://HOST:PORT, http://HOST:PORT/PATH, raw+unix:PATH, http+unix:SOCKET:/PATH")
  private String url;

  @Option(
      names = "--load",
      paramLabel = "LOAD",
      defaultValue = "closed:32",
      description =
          "closed:N, constant:RATE, poisson:RATE, burst:SIZE@INTERVAL, ramp:FROM-TO@DURATION,"
              + " steps:RATE-RATE-...@DURATION, replay:FILE@SPEED (default: ${DEFAULT-VALUE})")
  private String load;

  @Option(
      names = "--work",
      paramLabel = "WORK",
      defaultValue = "none",
      description =
          "what each raw request asks: none, spin:50us, sleep:1ms, exp:100us, exp-sleep:5ms"
              + " (default: ${DEFAULT-VALUE})")
  private String work;

  @Option(
      names = "--allow-remote",
      description = "flood an address outside loopback; only with its owner's consent")
  private boolean allowRemote;

  @Mixin private FloodOptions flood;
  @Mixin private SharedOptions shared;

  LoadCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    Target target = OptionText.read("URL", url, Target::parse);
    refuseRemote(target.address());
    ExperimentPlan plan =
        new ExperimentPlan(List.of(cell(target)), 1, shared.seed()).every(flood.intervalNs());
    Optional<RunFolder> folder = shared.out().map(RunFolder::open);
    Progress progress = new Progress(System.err, SharedOptions.isTerminal(), shared.quiet(), 1);
    RunDocument document =
        new Experiment(plan, shared.commandLine(), target.address(), interruption, progress)
            .run(folder);
    folder.ifPresent(kept -> kept.write(document, new HtmlReport()));
    shared.publish(document, new LoadText(), folder);
    return Verdicts.exitCode(document).code();
  }

  private CellPlan cell(Target target) {
    BitSet cpus = flood.loadCpus().orElseGet(Machine::cpus);
    Placement.of(Machine.cpus(), 1, flood.loadCpus());
    Placement placement = new Placement(new BitSet(), cpus);
    // where the server runs is not known: unless we were given CPUs of our own, it may be on these
    boolean ownCpus = !target.address().isLocal() || flood.loadCpus().isPresent();
    FloodPlan plan = flood.plan(load, work, cpus, shared.seed()).at(target.text());
    plan = plan.onCpusOfItsOwn(ownCpus).allowingRemote(allowRemote);
    return new CellPlan("000-load", new ExternalServer(target), placement, plan);
  }

  private void refuseRemote(Address address) {
    if (!address.isLocal() && !allowRemote) {
      throw new UsageException(
          address
              + " is not on this machine; say --allow-remote to flood it, if it is yours to flood");
    }
  }
}
