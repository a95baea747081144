package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Where the value of an option comes from: the flag, else the environment, else the file. Values
 * that are refused show which one was taken.
 */
@Timeout(60)
class ConfiguredDefaultsIT extends AtCommandLine {
  private Path file;

  @BeforeEach
  void open() throws IOException {
    file = Files.writeString(folder.resolve("defaults.toml"), "rounds = 2001\n");
  }

  private void assertRefused(String complaint, String... words) {
    Cli.Ended ended = cli.run(words);
    assertThat(ended.code()).as(ended.err()).isEqualTo(64);
    assertThat(ended.complaints()).singleElement().asString().contains(complaint);
  }

  @Test
  void theFileIsTakenWhenNobodyElseSpeaks() {
    assertRefused("--rounds 2001", "bench", "--config", file.toString());
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() {
    cli.with("STAMPEDE_ROUNDS", "3001");
    assertRefused("--rounds 3001", "bench", "--config", file.toString());
  }

  @Test
  void theFlagGoesBeforeBoth() {
    cli.with("STAMPEDE_ROUNDS", "3001");
    assertRefused("--rounds 4001", "bench", "--config", file.toString(), "--rounds", "4001");
  }

  @Test
  void theEnvironmentMayNameTheFile() {
    cli.with("STAMPEDE_CONFIG", file.toString());
    assertRefused("--rounds 2001", "bench");
  }

  @Test
  void namesOfSeveralWordsAndListsAreUnderstood() throws IOException {
    cli.with("STAMPEDE_LOAD_THREADS", "257");
    assertRefused("--load-threads 257", "bench");
    Files.writeString(file, "strategies = [\"epoll\", \"nonsense\"]\n");
    assertRefused("'nonsense'", "bench", "--config", file.toString());
  }

  @Test
  void aFileThatIsNotTomlIsNamed() throws IOException {
    Files.writeString(file, "rounds is many\n");
    assertRefused("cannot read --config " + file, "bench", "--config", file.toString());
  }
}
