package stampede.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The noise of rounds, and what can be seen through it. */
@Timeout(30)
class NoiseTest {
  private static final double MARGIN = Math.log(1.05);

  private static double[] normal(int n, double sd) {
    Random random = new Random(3);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = sd * random.nextGaussian();
    }
    return values;
  }

  @Test
  void isTheDeviationOfNormalRounds() {
    assertThat(Noise.of(normal(4_001, 0.03)).orElseThrow()).isEqualTo(0.03, within(0.002));
  }

  @Test
  void outliersDoNotRuleIt() {
    double[] rounds = normal(101, 0.03);
    double quiet = Noise.of(rounds).orElseThrow();
    for (int i = 0; i < 20; i++) {
      rounds[i] = 50;
    }
    assertThat(Noise.of(rounds).orElseThrow()).isLessThan(2 * quiet);
  }

  @Test
  void fewRoundsSayNothing() {
    assertThat(Noise.of(new double[] {1, 2, 3, 4})).isEmpty();
    assertThat(Noise.of(new double[] {1, 1, 1, 1, 1})).hasValue(0);
  }

  @Test
  void withoutNoiseTheMarginIsSeenAndWithMoreNoiseLess() {
    SmallestEffect smallest = new SmallestEffect(Looks.upTo(30));
    assertThat(smallest.of(0, MARGIN)).isEqualTo(MARGIN, within(1e-9));
    double last = 0;
    for (double noise : new double[] {0.001, 0.01, 0.05, 0.1, 0.3}) {
      double seen = smallest.of(noise, MARGIN);
      assertThat(seen).isGreaterThan(Math.max(MARGIN, last));
      last = seen;
    }
    assertThat(smallest.of(0.1, MARGIN)).isGreaterThan(smallest.of(0.1, MARGIN / 2));
  }

  @Test
  void nineInTenGatesDetectIt() {
    double noise = 1.5;
    double effect = new SmallestEffect(Looks.upTo(30)).of(noise * MARGIN, MARGIN) / MARGIN;
    int gates = 1_000;
    int failed =
        new GateSimulation()
            .run(
                gates,
                RoundNoise.NORMAL,
                noise,
                new GateSimulation.Dose("throughput", effect, 0, 0),
                5)
            .get(Decision.FAIL);
    assertThat(failed).isBetween(gates * 86 / 100, gates * 97 / 100);
  }
}
