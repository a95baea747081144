package stampede.harness.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import stampede.harness.experiment.RunFolder;

/** The option that names the run folder of a command which leaves one only when asked. */
final class KeptFolderOption {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "keep the results and a report in this run folder (default: nothing is kept)")
  private Path out;

  /** Makes it, if there is to be one; throws UsageException when it cannot be written to. */
  Optional<RunFolder> open() {
    return Optional.ofNullable(out).map(RunFolder::open);
  }
}
