package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SettingsTest {
  private static final String LETTERS = "ab =,'\".{}/-";

  @Test
  void readsNameAndValuesInOrder() {
    Settings settings = Settings.parse("epoll,as=processes,handlers=8");

    assertThat(settings.name()).isEqualTo("epoll");
    assertThat(List.copyOf(settings.values().entrySet()))
        .containsExactly(Map.entry("as", "processes"), Map.entry("handlers", "8"));
    assertThat(Settings.parse("epoll").values()).isEmpty();
  }

  @Test
  void quotesOfEitherKindHoldCommas() {
    assertThat(Settings.parse("exec,command='a, \"b\"',x=1").text("command", ""))
        .isEqualTo("a, \"b\"");
    assertThat(Settings.parse("exec,command=\"it's, so\"").text("command", ""))
        .isEqualTo("it's, so");
    assertThat(Settings.parse("exec,command='it''s'").text("command", "")).isEqualTo("it's");
    assertThat(Settings.parse("exec,command='',x=1").values())
        .isEqualTo(Map.of("command", "", "x", "1"));
  }

  @Test
  void quotesWithinAValueAreKept() {
    assertThat(Settings.parse("exec,command=run --a='b' c").text("command", ""))
        .isEqualTo("run --a='b' c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "epoll,handlers=2,handlers=3 | handlers is set twice",
        "epoll,handlers | 'handlers' is not a setting",
        "epoll,=3 | '=3' is not a setting",
        "handlers=3 | names no server",
        "epoll,x='a | a quote is not closed",
      })
  void refusesWhatCannotBeRead(String text, String message) {
    assertThatThrownBy(() -> Settings.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ",as=threads"})
  void refusesAServerWithoutName(String text) {
    assertThatThrownBy(() -> Settings.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("names no server");
  }

  @Test
  void refusesUnknownSettingsAndListsTheKnown() {
    assertThatThrownBy(() -> Settings.parse("epoll,handler=2").requireOnly(Set.of("b", "a")))
        .isInstanceOf(UsageException.class)
        .hasMessage("epoll has no setting 'handler'; it has a, b");
  }

  @Test
  void readsNumbersSwitchesAndDurations() {
    Settings settings = Settings.parse("x,n= 7,on=on,off=off,d=2ms");

    assertThat(settings.number("n", 1, 0, 9)).isEqualTo(7);
    assertThat(settings.number("none", 1, 0, 9)).isEqualTo(1);
    assertThat(settings.isOn("on", false)).isTrue();
    assertThat(settings.isOn("off", true)).isFalse();
    assertThat(settings.isOn("none", true)).isTrue();
    assertThat(settings.durationNs("d", "1s")).isEqualTo(2_000_000);
    assertThat(settings.durationNs("none", "1s")).isEqualTo(1_000_000_000);
  }

  @Test
  void explainsValuesThatAreNot() {
    Settings settings = Settings.parse("x,n=seven,s=yes,d=5");

    assertThatThrownBy(() -> settings.number("n", 1, 0, 9))
        .hasMessage("x: n=seven is not a whole number");
    assertThatThrownBy(() -> settings.with("n", "10").number("n", 1, 0, 9))
        .hasMessage("x: n=10 is not between 0 and 9");
    assertThatThrownBy(() -> settings.isOn("s", true)).hasMessage("x: s=yes must be on or off");
    assertThatThrownBy(() -> settings.durationNs("d", "1s"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("x: d: '5' is not a duration");
  }

  @Test
  void defaultsDoNotReplaceWhatIsSet() {
    Settings settings = Settings.parse("x,a=1");

    assertThat(settings.withDefault("a", "2").withDefault("b", "3"))
        .isEqualTo(Settings.parse("x,a=1,b=3"))
        .hasSameHashCodeAs(Settings.parse("x,a=1,b=3"));
    assertThat(settings.with("a", "2")).isEqualTo(Settings.parse("x,a=2")).isNotEqualTo(settings);
  }

  @Test
  void whateverIsWrittenIsReadAgain() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("first", anyText(random));
      values.put("second", anyText(random));
      Settings settings = Settings.of("exec", values);
      assertThat(Settings.parse(settings.toString()))
          .as("seed %d: %s", seed, settings)
          .isEqualTo(settings);
    }
  }

  private static String anyText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
