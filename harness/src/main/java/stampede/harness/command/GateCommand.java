package stampede.harness.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import stampede.harness.Interruption;
import stampede.harness.conformance.Check;
import stampede.harness.experiment.Experiment;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.experiment.Progress;
import stampede.harness.gate.Gate;
import stampede.harness.gate.GatePlan;
import stampede.linux.Address;
import stampede.report.gate.GateDocument;

/** {@code stampede gate}: a candidate compared with a baseline, and an exit code for CI. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description = {
      "Compares a candidate with a baseline, round by round in seeded order, and decides whether it"
          + " is worse",
      "than tolerated in throughput or latency, or does wrong. Exit code 0: it is not; 1: it is; 2:"
          + " not established."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede gate --baseline epoll-exclusive --calibrate",
      "  stampede gate --baseline epoll-exclusive --candidate epoll-exclusive,work-extra=100us",
      "  stampede gate --baseline nginx,workers=1 --candidate nginx,workers=1,accept_mutex=on",
      "  stampede gate --baseline exec,command='old/server {port}',protocol=http \\",
      "      --candidate exec,command='new/server {port}',protocol=http --budget 300s",
      "  stampede gate --baseline @old.toml --candidate @new.toml --tolerance p99=20%% --conform"
          + " PA-",
      "  stampede gate --baseline runs/main/gate.json --candidate epoll --out runs/branch",
      "  stampede gate --baseline @old.toml --candidate @new.toml --markdown summary.md --junit"
          + " gate.xml"
    })
final class GateCommand implements Callable<Integer> {
  private static final Address LISTEN_AT = Address.parse("127.0.0.1:0");

  private final Interruption interruption;
  private final List<Check> all;

  @Mixin private GateOptions options;
  @Mixin private RenditionOptions files;
  @Mixin private SharedOptions shared;

  GateCommand(Interruption interruption, List<Check> all) {
    this.interruption = interruption;
    this.all = all;
  }

  @Override
  public Integer call() {
    GatePlan plan = options.plan(shared.seed(), all);
    GateOutput output = GateOutput.open(files, shared);
    Gate.Outcome outcome;
    try {
      outcome = gate(plan).run();
    } catch (RuntimeException nothing) {
      output.discard();
      throw nothing;
    }
    GateDocument document = outcome.document();
    output.write(document);
    return Verdicts.exitCode(document, outcome.failure().isPresent()).code();
  }

  private Gate gate(GatePlan plan) {
    if (!shared.quiet()) {
      System.err.printf("at most %d rounds, seed %d%n", plan.mostRounds(), shared.seed());
    }
    Experiment experiment =
        new Experiment(
            new ExperimentPlan(List.of(), 1, shared.seed()),
            shared.commandLine(),
            LISTEN_AT,
            interruption,
            new Progress(System.err, SharedOptions.isTerminal(), true, 0));
    return new Gate(
        plan, experiment, shared.commandLine(), interruption, new GateProgress(shared.quiet()));
  }
}
