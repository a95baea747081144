package stampede.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.reading.Numbers;

@Timeout(10)
class ScaleTest {
  @Test
  void linearTicksAreRoundAndHoldTheGreatestValue() {
    assertThat(labels(LinearScale.fromZero(26_850)))
        .containsExactly("0", "10,000", "20,000", "30,000");
    assertThat(labels(LinearScale.fromZero(1)))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    assertThat(labels(LinearScale.between(-2, 2, Numbers::of)))
        .containsExactly("-2", "-1", "0", "1", "2");
  }

  @Test
  void everyRangeGetsAFewTicksInOrderWithinTheAxis() {
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      double max = Math.pow(10, random.nextDouble() * 14 - 5);
      List<Scale.Tick> ticks = LinearScale.fromZero(max).ticks();
      assertThat(ticks).as("seed %d, max %s", seed, max).hasSizeBetween(3, 8);
      assertThat(ticks).extracting(Scale.Tick::at).isSorted().allMatch(at -> at >= 0 && at <= 1);
      assertThat(LinearScale.fromZero(max).at(max)).isGreaterThan(0.5);
    }
  }

  @Test
  void nothingToShowStillMakesAnAxis() {
    assertThat(LinearScale.fromZero(0).ticks()).isNotEmpty();
    assertThat(LogScale.holding(0, 0).ticks()).isNotEmpty();
  }

  @Test
  void logTicksNameTheUnit() {
    assertThat(labels(LogScale.holding(900, 20_000))).contains("100 µs", "1 ms", "10 ms", "100 ms");
    assertThat(LogScale.holding(10, 1_000).at(100)).isEqualTo(0.5);
  }

  @Test
  void everyNineTakesTheSameRoom() {
    NinesScale scale = NinesScale.reaching(99.99);
    assertThat(labels(scale)).containsExactly("0", "50", "90", "99", "99.9", "99.99");
    assertThat(scale.at(99) - scale.at(90)).isEqualTo(scale.at(99.9) - scale.at(99), within());
    assertThat(scale.at(100)).isEqualTo(1);
  }

  @Test
  void labelsThatWouldTouchAreLeftOut() {
    List<Scale.Tick> ticks = TickLabels.thin(LinearScale.fromZero(5_000_000).ticks(), 120);
    double taken = Double.NEGATIVE_INFINITY;
    for (Scale.Tick tick : ticks) {
      if (!tick.label().isEmpty()) {
        double half = TextWidth.of(tick.label()) / 2;
        assertThat(tick.at() * 120 - half).isGreaterThan(taken);
        taken = tick.at() * 120 + half;
      }
    }
  }

  private static List<String> labels(Scale scale) {
    return scale.ticks().stream().map(Scale.Tick::label).toList();
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }
}
