package stampede.harness.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the command line: each in a folder of its own, and what it leaves running is ended. */
abstract class AtCommandLine {
  @TempDir Path folder;
  Cli cli;

  @BeforeEach
  final void openCommandLine() {
    cli = new Cli(folder);
  }

  @AfterEach
  final void closeCommandLine() {
    cli.close();
  }
}
