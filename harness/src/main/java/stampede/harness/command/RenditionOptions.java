package stampede.harness.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where a result goes, beside the terminal and the folder. */
final class RenditionOptions {
  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "write a summary for a pull request; also appended to $GITHUB_STEP_SUMMARY")
  private Path markdown;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "write the results as JUnit XML, for the viewers of CI systems")
  private Path junit;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "append figures, of a gate for each round and metric, else for each cell: a history for"
              + " change-point tools")
  private Path csv;

  Optional<OutputFile> markdown() {
    return file("--markdown", markdown);
  }

  Optional<OutputFile> junit() {
    return file("--junit", junit);
  }

  Optional<OutputFile> csv() {
    return file("--csv", csv);
  }

  private static Optional<OutputFile> file(String option, Path path) {
    return Optional.ofNullable(path).map(named -> OutputFile.open(option, named));
  }
}
