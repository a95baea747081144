package stampede.harness.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where a result goes, beside the terminal and the folder. */
final class RenditionOptions {
  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "write a summary for a pull request; also appended to $GITHUB_STEP_SUMMARY")
  private Path markdown;

  @Mixin private JunitOption junit;

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
    return junit.file();
  }

  Optional<OutputFile> csv() {
    return file("--csv", csv);
  }

  private static Optional<OutputFile> file(String option, Path path) {
    return Optional.ofNullable(path).map(named -> OutputFile.open(option, named));
  }
}
