package stampede.harness.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import stampede.harness.ExitCode;
import stampede.harness.InterruptedRunException;
import stampede.linux.LinuxException;
import stampede.report.UnreadableResultException;
import stampede.server.StartException;
import stampede.server.UsageException;

/** How what goes wrong is told to a person, in a line, and to the shell, in an exit code. */
final class Errors {
  private Errors() {}

  /** The command line cannot be followed. */
  static int onUsage(CommandLine.ParameterException wrong, String[] arguments) {
    PrintWriter err = wrong.getCommandLine().getErr();
    Throwable cause = wrong.getCause();
    err.println(
        "stampede: "
            + (cause instanceof IllegalArgumentException
                ? cause.getMessage()
                : wrong.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
    return ExitCode.USAGE.code();
  }

  /** A command ended by throwing. */
  static int onFailure(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    switch (failure) {
      case UsageException wrong -> err.println("stampede: " + wrong.getMessage());
      case UnreadableResultException wrong -> err.println("stampede: " + wrong.getMessage());
      case StartException start -> err.println("stampede: " + start.getMessage());
      case InterruptedRunException interrupted -> err.println("stampede: interrupted");
      case LinuxException call -> err.println("stampede: the kernel refused " + call.getMessage());
      default -> {
        err.println("stampede: this is a defect of stampede, please report it:");
        failure.printStackTrace(err);
      }
    }
    err.flush();
    return code(failure).code();
  }

  private static ExitCode code(Exception failure) {
    return switch (failure) {
      case UsageException wrong -> ExitCode.USAGE;
      case UnreadableResultException wrong -> ExitCode.USAGE;
      case StartException start -> ExitCode.UNAVAILABLE;
      case InterruptedRunException interrupted -> ExitCode.INTERRUPTED;
      default -> ExitCode.SOFTWARE;
    };
  }
}
