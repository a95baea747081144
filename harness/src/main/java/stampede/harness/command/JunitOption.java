package stampede.harness.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names a JUnit file. */
final class JunitOption {
  private static final String NAME = "--junit";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description = "write the results as JUnit XML, for the viewers of CI systems")
  private Path junit;

  /** Makes sure that it can be written; throws UsageException when it cannot. */
  Optional<OutputFile> file() {
    return Optional.ofNullable(junit).map(named -> OutputFile.open(NAME, named));
  }
}
