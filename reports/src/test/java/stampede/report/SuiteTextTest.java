package stampede.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.SampleConformance;

/** What is written is read again; what anybody else may have written is refused. */
@Timeout(60)
class SuiteTextTest {
  private static final int FUZZED = 20_000;

  @Test
  void whatIsWrittenIsReadAgain() {
    for (CheckRecord check : SampleConformance.one().checks()) {
      assertThat(SuiteText.check(SuiteText.write(check))).isEqualTo(check);
    }
    CheckRecord odd = SampleConformance.full("\"a\u0000\n\\ <b> é 漢").checks().getFirst();
    assertThat(SuiteText.check(SuiteText.write(odd))).isEqualTo(odd);
    Server server = SampleConformance.one().server();
    assertThat(SuiteText.server(SuiteText.write(server))).isEqualTo(server);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "7",
        "{\"id\":\"PA-01\",\"verdict\":\"pass\"}",
        "{\"id\":\"PA-01\",\"verdict\":\"pass\",\"durationS\":1,\"more\":2}",
        "{\"id\":\"PA-01\",\"verdict\":\"pass\",\"durationS\":1} {}",
        "{\"id\":\"PA-01\",\"verdict\":\"pass\",\"durationS\":\"long\"}",
        "{\"id\":null,\"verdict\":\"pass\",\"durationS\":1}"
      })
  void whatIsNoCheckIsRefused(String text) {
    assertThatThrownBy(() -> SuiteText.check(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNestedFarTooDeepIsRefused() {
    String deep = "{\"evidence\":" + "[".repeat(100_000);
    assertThatThrownBy(() -> SuiteText.check(deep)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whateverComesIsReadOrRefusedAndNothingElse() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String good = SuiteText.write(SampleConformance.one().checks().getFirst());
    int refused = 0;
    for (int i = 0; i < FUZZED; i++) {
      StringBuilder text = new StringBuilder(good);
      text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(96)));
      try {
        assertThat(SuiteText.check(text.toString())).isNotNull();
      } catch (IllegalArgumentException none) {
        refused++;
      }
    }
    assertThat(refused).as("seed " + seed).isPositive();
  }
}
