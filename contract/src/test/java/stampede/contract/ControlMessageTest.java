package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ControlMessageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "=",
        "a=b=c",
        "line\nbreak",
        "\n",
        "\r\n",
        "\\n",
        "\\",
        "ends with \\",
        "\\\\n\n\\",
        "name=value\nverb",
        "über 漢字 \uD83D\uDC0E",
        "\u0000\t\u001b[31m",
        "<script>'\"</script>"
      })
  void anyValueArrivesAsItWasSent(String value) {
    ControlMessage sent = ControlMessage.of("run").with("before", "1").with("value", value);
    ControlMessage received = ControlMessage.parse(sent.text());
    assertThat(received).isEqualTo(sent);
    assertThat(received.required("value")).isEqualTo(value);
  }

  @Test
  void anyTextOfHostileCharactersArrivesAsItWasSent() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "\\\n=nx\r";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder value = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        value.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      ControlMessage sent = ControlMessage.of("run").with("value", value).with("after", "x");
      assertThat(ControlMessage.parse(sent.text())).as("seed %s", seed).isEqualTo(sent);
    }
  }

  @Test
  void aVerbAloneArrives() {
    assertThat(ControlMessage.parse(ControlMessage.of("stop").text()))
        .isEqualTo(new ControlMessage("stop", Map.of()));
  }

  @Test
  void valuesKeepTheirOrder() {
    ControlMessage message = ControlMessage.of("run").with("z", 1).with("a", 2).with("m", 3);
    assertThat(ControlMessage.parse(message.text()).values().keySet())
        .containsExactly("z", "a", "m");
  }

  @Test
  void aMissingValueIsNamed() {
    assertThat(ControlMessage.of("run").value("target")).isEmpty();
    assertThatThrownBy(() -> ControlMessage.of("run").required("target"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("message 'run' has no target");
  }

  @Test
  void aNumberIsReadAndWhatIsNoneIsNamed() {
    ControlMessage message = ControlMessage.of("run").with("seed", -42L).with("load", "many");
    assertThat(message.number("seed")).isEqualTo(-42);
    assertThatThrownBy(() -> message.number("load"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("load=many");
  }

  @Test
  void whatCouldNotBeReadAgainIsRefused() {
    assertThatThrownBy(() -> ControlMessage.of("two\nlines"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ControlMessage.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ControlMessage.of("run").with("a=b", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ControlMessage.of("run").with("a\nb", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ControlMessage.parse("run\nno equals sign"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ControlMessage.parse("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMessageDoesNotChangeOnceItIsMade() {
    ControlMessage first = ControlMessage.of("run").with("a", 1);
    first.with("a", 2);
    assertThat(first.required("a")).isEqualTo("1");
    assertThatThrownBy(() -> first.values().put("b", "2"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
