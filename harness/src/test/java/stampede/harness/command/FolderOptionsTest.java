package stampede.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.harness.Interruption;

@Timeout(20)
class FolderOptionsTest {
  @ParameterizedTest
  @CsvSource({
    "bench, runs/TIME",
    "micro, runs/TIME",
    "load, nothing is kept",
    "conform, nothing is kept",
    "gate, nothing is kept"
  })
  void theHelpSaysWhatACommandLeavesWhenNobodyAsks(String command, String otherwise) {
    String help =
        StampedeCommand.commandLine(new Interruption(), List.of())
            .getSubcommands()
            .get(command)
            .getUsageMessage()
            .replaceAll("\\s+", " ");
    assertThat(help).contains("(default: " + otherwise + ")");
    assertThat(help.contains("runs/TIME")).isEqualTo(otherwise.equals("runs/TIME"));
  }
}
