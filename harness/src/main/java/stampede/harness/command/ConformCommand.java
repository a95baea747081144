package stampede.harness.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.harness.ExitCode;
import stampede.harness.Interruption;
import stampede.harness.PrivateNetwork;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.Conformance;
import stampede.harness.conformance.ConformancePlan;
import stampede.harness.conformance.Repeat;
import stampede.harness.server.ServerUnderTest;
import stampede.report.Skipped;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.text.ConformanceSummary;
import stampede.server.Settings;
import stampede.server.UsageException;

/** {@code stampede conform}: the conformance suite. */
@Command(
    name = "conform",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the conformance suite against a server: every claim checked, every error provoked."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede conform epoll,as=processes,handlers=8",
      "  stampede conform reuseport --check PA-05,ST- --seed 7",
      "  stampede conform flag --claim 15 --json",
      "  stampede conform --list --claim 12"
    })
final class ConformCommand implements Callable<Integer> {
  private final Interruption interruption;
  private final List<Check> all;

  @Parameters(
      paramLabel = "SERVER",
      arity = "0..1",
      description = "NAME[,key=value...]; see stampede servers")
  private String server;

  @Option(names = "--list", description = "only list the checks that are selected")
  private boolean list;

  @Mixin private ConformOptions options;
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
    return options.sharedNetwork()
        ? run(plan, Optional.of("as asked"))
        : PrivateNetwork.call(why -> run(plan, why));
  }

  private ConformancePlan plan(List<Check> checks) {
    if (server == null) {
      throw new UsageException("say which server: stampede conform epoll,as=processes,handlers=8");
    }
    List<ServerUnderTest> servers = List.of(ServerProduct.server(Settings.parse(server)));
    List<Skipped> skipped = List.of();
    return new ConformancePlan(
        servers,
        false,
        skipped,
        all,
        checks,
        options.effort(false),
        shared.seed(),
        options.strict(),
        options.known(),
        shared.commandLine(),
        new Repeat(shared.seed(), options.repeated(false)));
  }

  private int run(ConformancePlan plan, Optional<String> whyShared) {
    ConformanceDocument document =
        new Conformance(plan, interruption, new ConformProgress(shared, plan))
            .run(whyShared.map(why -> "shared (" + why + ")").orElse("private"));
    shared.people().println();
    try {
      shared.publish(document, new ConformanceSummary(), Optional.empty());
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
    return Verdicts.exitCode(document).code();
  }
}
