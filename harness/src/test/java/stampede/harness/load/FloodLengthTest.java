package stampede.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FloodLengthTest {
  @Test
  void thereIsTimeForMoreThanAreWantedByFourDeviations() {
    assertThat(FloodLength.leastNs(10_000, 1_000)).isEqualTo(10_400_000_000L);
    assertThat(FloodLength.leastNs(0, 1_000)).isZero();
  }

  @Test
  void atTheLowestRateTheyJustCome() {
    assertThat(FloodLength.lowestPerS(100, 60_000_000_000L)).isEqualTo(3);
    assertThat(FloodLength.leastNs(100, 3)).isLessThanOrEqualTo(60_000_000_000L);
    assertThat(FloodLength.leastNs(100, 2)).isGreaterThan(60_000_000_000L);
  }

  @Test
  void whatSurelyComesIsLessThanTheAverageByAsMuch() {
    assertThat(FloodLength.surely(1_000, 10_000_000_000L)).isEqualTo(9_600);
    assertThat(FloodLength.surely(1, 1_000_000_000L)).isZero();
  }
}
