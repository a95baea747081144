package stampede.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.report.Server;
import stampede.report.conformance.CheckRecord;

@Timeout(60)
class SuiteWordTest {
  static Stream<SuiteWord> words() {
    CheckRecord check =
        new CheckRecord(
            "A",
            List.of(1, 12),
            "fail",
            "r",
            "line\nline",
            "o\\n=\"",
            List.of("e", ""),
            Map.of("n", 0.5),
            null,
            null,
            "",
            1.5);
    Server server =
        new Server(
            "nginx", "nginx,workers=2", null, 2, 1, Map.of("a", "b\n"), null, null, true, null);
    return Stream.of(
        new SuiteWord.Free(),
        new SuiteWord.Begun(3, 0),
        new SuiteWord.Ended(0, check),
        new SuiteWord.Over(7, server, false),
        new SuiteWord.Missing(1, "no\nport"));
  }

  @ParameterizedTest
  @MethodSource("words")
  void whatIsSaidIsRead(SuiteWord word) {
    assertThat(SuiteWord.parse(word.text())).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shout",
        "free\nserver=1",
        "begun\nserver=1",
        "begun\nserver=1\ncheck=0\nmore=1",
        "begun\nserver=-1\ncheck=0",
        "begun\nserver=99999999999\ncheck=0",
        "begun\nserver=one\ncheck=0",
        "ended\nserver=0\nrecord={}",
        "ended\nserver=0\nrecord=",
        "ended\nserver=0\nverdict={\"id\":\"A\",\"verdict\":\"pass\",\"durationS\":1}",
        "over\nserver=0\nseen=null\nserved=true",
        "over\nserver=0\nseen={}\nserved=true",
        "missing\nserver=0"
      })
  void whatIsNoWordIsRefused(String text) {
    assertThatThrownBy(() -> SuiteWord.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theAnswerIsAServerOrNone() {
    assertThat(SuiteWord.Next.parse(new SuiteWord.Next(5).text())).isEqualTo(new SuiteWord.Next(5));
    assertThat(SuiteWord.Next.parse(SuiteWord.Next.NONE.text())).isEqualTo(SuiteWord.Next.NONE);
    assertThatThrownBy(() -> SuiteWord.Next.parse("take\nserver=-1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SuiteWord.Next.parse("give"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
