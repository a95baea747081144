package stampede.harness.command;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Option;
import stampede.harness.experiment.RunFolder;

/** The option that names the run folder of a command which always leaves one. */
final class RunFolderOption {
  @Option(names = "--out", paramLabel = "DIR", description = "the run folder (default: runs/TIME)")
  private Path out;

  /** Makes it; throws UsageException when it cannot be written to. */
  RunFolder open() {
    return RunFolder.open(
        Optional.ofNullable(out)
            .orElseGet(() -> RunFolder.named(LocalDateTime.now(ZoneId.systemDefault()))));
  }
}
