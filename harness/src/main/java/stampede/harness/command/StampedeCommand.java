package stampede.harness.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import stampede.harness.Interruption;
import stampede.harness.Version;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.check.Checks;

/** The command without a subcommand: help. */
@Command(
    name = "stampede",
    mixinStandardHelpOptions = true,
    versionProvider = StampedeCommand.VersionText.class,
    description = {
      "Floods servers whose handlers accept in parallel, audits that every request was serviced",
      "exactly once, and measures what it costs as CPUs are added."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede bench                                 the main job, with everything default",
      "  stampede bench --strategies all --handlers 16 --load constant:200/s",
      "  stampede conform epoll,as=processes,handlers=8  every claim checked on one server",
      "  stampede gate --baseline epoll --candidate mutex   is it slower? an exit code for CI",
      "  stampede serve epoll,as=processes,handlers=4 --listen 127.0.0.1:9000",
      "  stampede load raw://127.0.0.1:9000 --load poisson:2000/s --duration 3s",
      "",
      "Exit codes: 0 passed, 1 failed, 2 inconclusive, 64 wrong usage, 69 server not reached,",
      "70 our own fault, 130 interrupted."
    })
public final class StampedeCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private StampedeCommand() {}

  /** The whole command line, ready to execute. */
  public static CommandLine commandLine(Interruption interruption) {
    return commandLine(interruption, Checks.all());
  }

  /** The same with other conformance checks than ours. */
  static CommandLine commandLine(Interruption interruption, List<Check> checks) {
    CommandLine line =
        new CommandLine(new StampedeCommand())
            .addSubcommand(new BenchCommand(interruption))
            .addSubcommand(new ConformCommand(interruption, checks))
            .addSubcommand(new GateCommand(interruption, checks))
            .addSubcommand(new LoadCommand(interruption))
            .addSubcommand(new ServeCommand(interruption))
            .addSubcommand(new AgentCommand(interruption, checks))
            .addSubcommand(new ReportCommand())
            .addSubcommand(new MicroCommand(interruption))
            .addSubcommand(new StrategiesCommand())
            .addSubcommand(new ServersCommand())
            .addSubcommand(new ChecksCommand(checks))
            .addSubcommand(new DoctorCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(100);
    // @FILE.toml names a server, not a file of arguments
    line.setExpandAtFiles(false);
    line.setParameterExceptionHandler(Errors::onUsage);
    line.setExecutionExceptionHandler(Errors::onFailure);
    line.setDefaultValueProvider(new ConfiguredDefaults());
    return line;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "say what to do: stampede bench, conform, gate, load, serve, report, ... (stampede"
            + " --help)");
  }

  /** What --version prints. */
  static final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"stampede " + Version.text()};
    }
  }
}
