package stampede.harness;

import stampede.harness.command.StampedeCommand;

/** The entry of the command line. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Interruption interruption = Interruption.install();
    int code = StampedeCommand.commandLine(interruption).execute(arguments);
    System.out.flush();
    System.err.flush();
    // halt, not exit: when a signal has already begun the end, only halt can still say the code,
    // and
    // only as long as the end is held up by the interruption, which therefore is not told
    Runtime.getRuntime().halt(code);
  }
}
