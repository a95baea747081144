package stampede.harness.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import picocli.CommandLine.Option;
import stampede.linux.ThisProcess;

/** The options every command that measures has. */
final class SharedOptions {
  /** Seeds people have to type again are short. */
  private static final int SEEDS = 1_000_000;

  @Option(
      names = "--json",
      description = "print the result document on stdout; everything for people on stderr")
  private boolean json;

  @Option(names = "--out", paramLabel = "DIR", description = "the run folder (default: runs/TIME)")
  private Path out;

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

  boolean json() {
    return json;
  }

  Optional<Path> out() {
    return Optional.ofNullable(out);
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

  /** Whether progress, which goes to standard error, may write over its line. */
  static boolean isTerminal() {
    return ThisProcess.isTerminal(2);
  }
}
