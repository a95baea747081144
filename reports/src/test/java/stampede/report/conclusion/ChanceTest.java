package stampede.report.conclusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ChanceTest {
  private static Samples samples(Double... values) {
    return new Samples(List.of(values));
  }

  @Test
  void itIsOneOverTheWaysToChoose() {
    assertThat(Chance.allFirst(2, 4)).isCloseTo(1.0 / 6, within(1e-12));
    assertThat(Chance.allFirst(3, 6)).isCloseTo(1.0 / 20, within(1e-12));
    assertThat(Chance.allFirst(5, 10)).isCloseTo(1.0 / 252, within(1e-12));
  }

  @Test
  void twoRoundsEachAreAHintAndFourAreEnough() {
    assertThat(samples(1.0, 2.0).apartness(samples(3.0, 4.0))).isEqualTo(Strength.HINT);
    assertThat(samples(1.0, 2.0, 3.0).apartness(samples(4.0, 5.0, 6.0))).isEqualTo(Strength.HINT);
    assertThat(samples(1.0, 2.0, 3.0, 4.0).apartness(samples(5.0, 6.0, 7.0, 8.0)))
        .isEqualTo(Strength.SHOWN);
  }

  @Test
  void roundsThatOverlapOrTouchAreNotApart() {
    assertThat(samples(1.0, 3.0).apartness(samples(2.0, 4.0))).isEqualTo(Strength.NOT_APART);
    assertThat(samples(1.0, 2.0).apartness(samples(2.0, 3.0))).isEqualTo(Strength.NOT_APART);
  }

  @Test
  void oneRoundShowsNothing() {
    assertThat(samples(1.0).apartness(samples(100.0, 101.0))).isEqualTo(Strength.OPEN);
    assertThat(samples().apartness(samples(100.0, 101.0))).isEqualTo(Strength.OPEN);
  }
}
