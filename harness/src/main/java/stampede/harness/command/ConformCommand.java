package stampede.harness.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.harness.ExitCode;
import stampede.harness.Interruption;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.Checking;
import stampede.harness.conformance.Conformance;
import stampede.harness.conformance.ConformancePlan;
import stampede.harness.conformance.Repeat;
import stampede.harness.server.ServerUnderTest;
import stampede.harness.server.Servers;
import stampede.report.Skipped;
import stampede.report.conformance.ConformanceDocument;
import stampede.server.Settings;
import stampede.server.UsageException;

/** {@code stampede conform}: the conformance suite. */
@Command(
    name = "conform",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the conformance suite against a server, every claim checked, every error provoked;",
      "or against all: every strategy of ours as threads and as processes. With --agents the"
          + " servers",
      "are shared out over other machines."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede conform epoll,as=processes,handlers=8",
      "  stampede conform reuseport --check PA-05,ST- --seed 7",
      "  stampede conform flag --claim 15 --json",
      "  stampede conform all --out runs/conformance --junit conformance.xml",
      "  stampede conform mutex --strict --known known-failures.txt",
      "  stampede conform all --agents 2",
      "  stampede conform --list --claim 12"
    })
final class ConformCommand implements Callable<Integer> {
  private static final String ALL = "all";

  private final Interruption interruption;
  private final List<Check> all;

  @Parameters(
      paramLabel = "SERVER",
      arity = "0..1",
      description = "NAME[,key=value...], see stampede servers; or all")
  private String server;

  @Option(names = "--list", description = "only list the checks that are selected")
  private boolean list;

  @Mixin private ConformOptions options;
  @Mixin private AgentsOptions agents;
  @Mixin private KeptFolderOption out;
  @Mixin private SharedOptions shared;

  ConformCommand(Interruption interruption, List<Check> all) {
    this.interruption = interruption;
    this.all = all;
  }

  @Override
  public Integer call() throws Exception {
    List<Check> checks = options.selection().of(all);
    if (list) {
      System.out.print(shared.json() ? CheckList.json(checks) : CheckList.text(checks));
      return ExitCode.PASSED.code();
    }
    ConformancePlan plan = plan(checks);
    Checking checking =
        agents.checking(
            plan,
            options.saidLanes(),
            interruption,
            new ConformProgress(shared, plan),
            shared.quiet());
    ConformOutput output = ConformOutput.open(options, out, shared);
    return run(new Conformance(plan, checking), output);
  }

  private Selection selection() {
    if (server == null) {
      throw new UsageException(
          "say which server: stampede conform epoll,as=processes,handlers=8; or all");
    }
    // what agents cannot have on their machines, they say
    Function<Settings, ServerUnderTest> named =
        agents.areWanted() ? Servers::anywhere : Servers::of;
    return isAll()
        ? new ServerProduct(List.of(), Optional.of(ALL), "threads,processes", "4", List.of())
            .select(named)
        : new Selection(List.of(named.apply(Settings.parse(server))), List.of());
  }

  private boolean isAll() {
    return ALL.equals(server);
  }

  private ConformancePlan plan(List<Check> checks) {
    Selection selection = selection();
    for (Skipped skipped : selection.skipped()) {
      System.err.println("left out " + skipped.server() + ": " + skipped.reason());
    }
    return new ConformancePlan(
        List.copyOf(selection.servers()),
        isAll(),
        selection.skipped(),
        all,
        checks,
        options.lanes(isAll()),
        options.sharedNetwork(),
        options.effort(isAll()),
        shared.seed(),
        options.strict(),
        options.known(),
        shared.commandLine(),
        new Repeat(shared.seed(), options.repeated(isAll())));
  }

  private int run(Conformance conformance, ConformOutput output) throws InterruptedException {
    ConformanceDocument document;
    try {
      document = conformance.run();
    } catch (RuntimeException nothing) {
      output.discard();
      throw nothing;
    }
    shared.people().println();
    output.write(document);
    return Verdicts.exitCode(document).code();
  }
}
