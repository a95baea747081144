package stampede.harness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.server.UsageException;

@Timeout(20)
class CommandWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "./server {port} # ./server|{port}",
        "sh -c 'exec x \"$1\"'  # sh|-c|exec x \"$1\"",
        "a \"b c\\\" \\n\" d # a|b c\" \\n|d",
        "a\\ b c # a b|c",
        "x'y'\"z\" # xyz",
        "x '' y # x||y"
      })
  void wordsAreSplitAsAShellDoes(String command, String words) {
    assertThat(String.join("|", CommandWords.of(command))).isEqualTo(words);
  }

  @Test
  void joinedWordsSplitIntoThemselves() {
    List<String> words =
        List.of("load", "http://h/{id}", "p99<5 ms", "it's", "", "a\\b\"c", "x=1,y");

    assertThat(CommandWords.of(CommandWords.joined(words))).isEqualTo(words);
    assertThat(CommandWords.joined(List.of("serve", "epoll,as=processes")))
        .isEqualTo("serve epoll,as=processes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a 'b", "a \"b", "a \\", "", "  "})
  void whatIsNotClosedOrNotThereIsRefused(String command) {
    assertThatThrownBy(() -> CommandWords.of(command))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("command");
  }

  @Test
  void blanksAreFilledOnceAndOnlyWhereTheirNameIsKnown() {
    Blanks blanks = new Blanks(java.util.Map.of("port", "{host}", "host", "h"));

    assertThat(blanks.fill("{port} {host} ${HOME} {unknown} {16}"))
        .isEqualTo("{host} h ${HOME} {unknown} {16}");
  }
}
