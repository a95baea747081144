package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WorkTest {
  @Test
  void readsEveryKind() {
    assertThat(Work.parse("none")).isEqualTo(Work.NONE);
    assertThat(Work.parse("spin:50us")).isEqualTo(new Work(Work.Kind.SPIN, 50_000, false));
    assertThat(Work.parse("sleep:1ms")).isEqualTo(new Work(Work.Kind.SLEEP, 1_000_000, false));
    assertThat(Work.parse("exp:100us")).isEqualTo(new Work(Work.Kind.SPIN, 100_000, true));
    assertThat(Work.parse("exp-sleep:5ms")).isEqualTo(new Work(Work.Kind.SLEEP, 5_000_000, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none", "spin:50us", "sleep:1ms", "exp:100us", "exp-sleep:5ms", "spin:1234567ns"})
  void isWrittenAsItIsRead(String text) {
    assertThat(Work.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "spin", "none:5us", "spin:", "spin:fast", "dig:5us", "spin:-1us"})
  void refusesWhatIsNoWork(String text) {
    assertThatThrownBy(() -> Work.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesNoNegativeTime() {
    assertThatThrownBy(() -> new Work(Work.Kind.SPIN, -1, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fixedWorkIsTheSameForEveryRequest() {
    assertThat(Work.parse("spin:50us").drawNs(new SplittableRandom(1))).isEqualTo(50_000);
  }

  @Test
  void exponentialWorkHasItsMeanAndItsSpread() {
    long seed = 20261121;
    SplittableRandom random = new SplittableRandom(seed);
    Work work = Work.parse("exp:100us");
    int draws = 200_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      double ns = work.drawNs(random);
      assertThat(ns).as("seed %s", seed).isNotNegative();
      sum += ns;
      squares += ns * ns;
    }
    double mean = sum / draws;
    // an exponential distribution's deviation is its mean; 1% is more than four standard errors
    assertThat(mean).as("seed %s", seed).isCloseTo(100_000, within(1_000.0));
    assertThat(Math.sqrt(squares / draws - mean * mean)).isCloseTo(100_000, within(2_000.0));
  }

  @Test
  void drawsTheSameFromTheSameSeed() {
    Work work = Work.parse("exp:100us");
    assertThat(work.drawNs(new SplittableRandom(7)))
        .isEqualTo(work.drawNs(new SplittableRandom(7)));
  }

  @Test
  void kindsAreTheirCodesAndUnknownCodesAreNone() {
    for (Work.Kind kind : Work.Kind.values()) {
      assertThat(Work.Kind.of(kind.code())).isEqualTo(kind);
    }
    assertThat(Work.Kind.of(99)).isEqualTo(Work.Kind.NONE);
    assertThat(Work.Kind.of(-1)).isEqualTo(Work.Kind.NONE);
  }

  @Test
  void drawingAllocatesNothing() {
    Work work = Work.parse("exp:100us");
    SplittableRandom random = new SplittableRandom(1);
    Allocation.assertNone(() -> work.drawNs(random));
  }
}
