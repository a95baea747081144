package stampede.harness.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.Units;
import stampede.server.UsageException;

@Timeout(10)
class ListsTest {
  @Test
  void wordsStandBetweenCommas() {
    assertThat(Lists.words("--as", "threads, processes")).containsExactly("threads", "processes");
    assertThat(Lists.numbers("--cpus", "1,2,16", 1, 16)).containsExactly(1, 2, 16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "a,", ",a", "a, ,b"})
  void anEmptyEntryIsRefused(String text) {
    assertThatThrownBy(() -> Lists.words("--as", text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--as");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "17", "-1", "x", "1.5", "99999999999"})
  void numbersOutsideTheirBoundsAreRefusedByName(String text) {
    assertThatThrownBy(() -> Lists.numbers("--cpus", text, 1, 16))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--cpus " + text);
  }

  @Test
  void whatAReaderRefusesIsWrongUsageInItsOwnWords() {
    assertThat(OptionText.read("--duration", "5ms", Units::durationNs)).isEqualTo(5_000_000L);
    assertThatThrownBy(() -> OptionText.read("--duration", "soon", Units::durationNs))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--duration: 'soon' is not a duration: write a number and a unit, such as 500ms, 3s or"
                + " 5m");
  }
}
