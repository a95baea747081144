package stampede.harness.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import stampede.harness.experiment.RunFolder;
import stampede.harness.server.CommandWords;
import stampede.linux.ThisProcess;
import stampede.report.Renderer;
import stampede.report.ResultDocument;
import stampede.report.ResultFile;

/** The options every command that measures has. */
final class SharedOptions {
  /** Seeds people have to type again are short. */
  private static final int SEEDS = 1_000_000;

  @Option(
      names = "--json",
      description = "print the result document on stdout; everything for people on stderr")
  private boolean json;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of the order and the loads (default: random, printed)")
  private Long seed;

  @Option(names = "--quiet", description = "no progress")
  private boolean quiet;

  @Option(
      names = "--config",
      paramLabel = "FILE.toml",
      description = "defaults of options; flags and STAMPEDE_* go before it")
  private Path config;

  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec command;

  boolean json() {
    return json;
  }

  long seed() {
    if (seed == null) {
      seed = (long) new Random().nextInt(SEEDS);
    }
    return seed;
  }

  boolean quiet() {
    return quiet;
  }

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  /** Where what people read goes: standard output, unless that carries a document. */
  PrintStream people() {
    return json ? System.err : System.out;
  }

  /** The command line as typed, to repeat it. */
  String commandLine() {
    return "stampede "
        + CommandWords.joined(command.commandLine().getParent().getParseResult().originalArgs());
  }

  /** Prints what the run found to whoever reads it: people in words, machines the document. */
  <D extends ResultDocument> void publish(
      D document, Renderer<D> words, Optional<RunFolder> folder) {
    people().print(OutputFile.text(document, words));
    folder.ifPresent(
        kept ->
            people()
                .println("\nReport: " + kept.report() + "   (all results in " + kept.path() + ")"));
    people().flush();
    if (json) {
      System.out.print(ResultFile.toJson(document));
    }
  }

  /** Whether progress, which goes to standard error, may write over its line. */
  static boolean isTerminal() {
    return ThisProcess.isTerminal(2);
  }
}
