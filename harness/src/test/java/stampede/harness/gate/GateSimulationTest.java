package stampede.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often simulated gates are wrong. */
@Timeout(60)
class GateSimulationTest {
  private static final int GATES = 1_000;
  private static final long SEED = 20_262;

  private final GateSimulation simulation = new GateSimulation();

  /** At most alpha, and three standard errors of so many gates. */
  private static double most() {
    return Looks.ALPHA + 3 * Math.sqrt(Looks.ALPHA * (1 - Looks.ALPHA) / GATES);
  }

  private double share(Map<Decision, Integer> counts, Decision decision) {
    return counts.get(decision) / (double) GATES;
  }

  @ParameterizedTest
  @EnumSource(
      value = RoundNoise.class,
      names = {"NORMAL", "HEAVY_TAILED", "BIMODAL", "ORDER"})
  void withNothingChangedFewFailHoweverNoisyItIs(RoundNoise kind) {
    assertThat(kind.isExchangeable()).isTrue();
    for (double noise : new double[] {1, 4}) {
      Map<Decision, Integer> counts =
          simulation.run(GATES, kind, noise, GateSimulation.NOTHING, SEED);
      assertThat(share(counts, Decision.FAIL))
          .as("%s, noise %s, seed %d: %s", kind, noise, SEED, counts)
          .isLessThanOrEqualTo(most());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 11, 17, 29})
  void whenItsRoundsRunOutItIsWrongNoMoreOften(int rounds) {
    GateSimulation cutOff = GateSimulation.runningOutAfter(rounds);
    for (double noise : new double[] {1, 4}) {
      Map<Decision, Integer> alike =
          cutOff.run(GATES, RoundNoise.NORMAL, noise, GateSimulation.NOTHING, SEED);
      assertThat(share(alike, Decision.FAIL))
          .as("noise %s: %s", noise, alike)
          .isLessThanOrEqualTo(most());
    }
    Map<Decision, Integer> worse =
        cutOff.run(GATES, RoundNoise.NORMAL, 0.5, new GateSimulation.Dose("p99", 0, 0, 1), SEED);
    assertThat(share(worse, Decision.PASS)).isLessThanOrEqualTo(most());
    Map<Decision, Integer> twice =
        cutOff.run(
            GATES, RoundNoise.NORMAL, 0.5, new GateSimulation.Dose("throughput", 2, 0, 0), SEED);
    assertThat(share(twice, Decision.FAIL)).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2})
  void aCandidateThatIsWorseByTheMarginSeldomPasses(double noise) {
    Map<Decision, Integer> counts =
        simulation.run(
            GATES, RoundNoise.NORMAL, noise, new GateSimulation.Dose("p99", 0, 0, 1), SEED);
    assertThat(share(counts, Decision.PASS)).isLessThanOrEqualTo(most());
  }

  @Test
  void twiceTheMarginIsMostlyDetectedWhereAGateIsAllowedAtAll() {
    Map<Decision, Integer> counts =
        simulation.run(
            GATES, RoundNoise.NORMAL, 1, new GateSimulation.Dose("throughput", 2, 0, 0), SEED);
    assertThat(share(counts, Decision.FAIL)).isGreaterThan(0.9);
  }

  @Test
  void aGainNeverFails() {
    Map<Decision, Integer> counts =
        simulation.run(
            GATES, RoundNoise.NORMAL, 1, new GateSimulation.Dose("all", -2, -2, -2), SEED);
    assertThat(counts.get(Decision.FAIL)).isZero();
    assertThat(share(counts, Decision.PASS)).isGreaterThan(0.99);
  }
}
