package stampede.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.report.gate.GateFigures;
import stampede.report.gate.GatePair;

/** What rounds come to. */
@Timeout(20)
class StandingTest {
  private static final Looks LOOKS = Looks.upTo(30);
  private static final Tolerances USUAL = Tolerances.usual();

  private static Standing stand(List<GatePair> pairs) {
    return stand(pairs, LOOKS.isLook(pairs.size()));
  }

  private static Standing stand(List<GatePair> pairs, boolean isLook) {
    return Standing.of(pairs, isLook, LOOKS, USUAL, metric -> Optional.empty());
  }

  private static double[] around(double centre, double spread, int n) {
    Random random = new Random(n);
    return random.doubles(n, centre - spread, centre + spread).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "0.06, 0.01, 0.09, FAIL",
    "0.06, -0.01, 0.09, INCONCLUSIVE",
    "0.04, 0.01, 0.06, INCONCLUSIVE",
    "0.04, 0.01, 0.049, PASS",
    "0.0, -0.01, 0.01, PASS",
    "-0.5, -0.6, -0.4, PASS",
    "0.0, -0.2, 0.2, INCONCLUSIVE",
    "0.05, 0.0, 0.09, INCONCLUSIVE",
  })
  void aLookDecidesByBoundsAndEstimate(
      double estimate, double lower, double upper, Decision expected) {
    assertThat(Decision.of(estimate, OptionalDouble.of(lower), OptionalDouble.of(upper), 0.05))
        .isEqualTo(expected);
  }

  @Test
  void withoutBoundsNothingIsDecided() {
    assertThat(Decision.of(0.5, OptionalDouble.empty(), OptionalDouble.empty(), 0.05))
        .isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void onlyALookDecides() {
    assertThat(stand(GateFigure.pairs(around(0, 0.01, 9))).decision())
        .isEqualTo(Decision.INCONCLUSIVE);
    assertThat(stand(GateFigure.pairs(around(0, 0.01, 10))).decision()).isEqualTo(Decision.PASS);
    assertThat(stand(GateFigure.pairs(around(0.3, 0.01, 11))).decision())
        .isEqualTo(Decision.INCONCLUSIVE);
    assertThat(stand(GateFigure.pairs(around(0.3, 0.01, 20))).decision()).isEqualTo(Decision.FAIL);
  }

  @Test
  void aLookAtLastNeedsRoundsEnoughToFail() {
    double[] slower = around(0.3, 0.01, Looks.LEAST_AT_LAST);
    assertThat(Looks.isLookAtLast(slower.length)).isTrue();
    assertThat(stand(GateFigure.pairs(slower), true).decision()).isEqualTo(Decision.FAIL);
    int fewer = slower.length - 1;
    assertThat(Looks.isLookAtLast(fewer)).isFalse();
    assertThat(LOOKS.lowerIndex(fewer)).as("nothing bounds it from below").isZero();
    assertThat(LOOKS.upperIndex(fewer)).as("so it could only pass").isPositive();
  }

  @Test
  void nothingAtAllIsInconclusive() {
    Standing none = stand(List.of());
    assertThat(none.decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(none.metrics()).hasSize(3).allMatch(each -> each.estimate().isEmpty());
  }

  @Test
  void oneMetricThatFailsFailsAllAndAllMustPass() {
    List<GatePair> tailOnly = new ArrayList<>();
    List<GatePair> noisyTail = new ArrayList<>();
    double[] noise = around(0, 0.01, 10);
    double[] wild = around(0, 0.8, 10);
    for (int i = 0; i < noise.length; i++) {
      tailOnly.add(GateFigure.pair(i + 1, noise[i], noise[i], 0.3 + noise[i]));
      noisyTail.add(GateFigure.pair(i + 1, noise[i], noise[i], wild[i]));
    }
    assertThat(stand(tailOnly).decision()).isEqualTo(Decision.FAIL);
    assertThat(stand(tailOnly).metrics())
        .extracting(Comparison::decision)
        .containsExactly(Decision.PASS, Decision.PASS, Decision.FAIL);
    assertThat(stand(noisyTail).decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(stand(noisyTail).metrics().getLast().isTooNoisy()).isTrue();
  }

  @Test
  void anAdvisoryMetricNeitherFailsNorHinders() {
    List<GatePair> tailOnly = new ArrayList<>();
    double[] noise = around(0, 0.01, 10);
    for (int i = 0; i < noise.length; i++) {
      tailOnly.add(GateFigure.pair(i + 1, noise[i], noise[i], 0.3 + noise[i]));
    }
    Standing standing =
        Standing.of(
            tailOnly,
            true,
            LOOKS,
            USUAL,
            metric -> metric == Metric.P99 ? Optional.of("too few requests") : Optional.empty());
    assertThat(standing.decision()).isEqualTo(Decision.PASS);
    assertThat(standing.metrics().getLast().decision()).isEqualTo(Decision.FAIL);
    Standing nothing =
        Standing.of(tailOnly, true, LOOKS, USUAL, metric -> Optional.of("too few requests"));
    assertThat(nothing.decision()).isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void aGainNeverFailsAndSwappedItDoes() {
    assertThat(stand(GateFigure.pairs(around(-0.5, 0.05, 10))).decision()).isEqualTo(Decision.PASS);
    List<GatePair> swapped =
        GateFigure.pairs(around(-0.5, 0.05, 10)).stream()
            .map(pair -> GateFigure.pair(pair.round(), pair.candidate(), pair.baseline()))
            .toList();
    Standing standing = stand(swapped);
    assertThat(standing.decision()).isEqualTo(Decision.FAIL);
    assertThat(standing.metrics().getFirst().estimate().orElseThrow())
        .isEqualTo(
            -stand(GateFigure.pairs(around(-0.5, 0.05, 10)))
                .metrics()
                .getFirst()
                .estimate()
                .orElseThrow(),
            within(1e-9));
  }

  @Test
  void whatAnswersNothingAtAllFails() {
    List<GatePair> dead = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      dead.add(
          GateFigure.pair(
              i,
              GateFigure.of(10_000, 100, 500),
              GateFigure.limited(0.0, 5e6, 5e6, 20_000, "unknown")));
    }
    assertThat(stand(dead).decision()).isEqualTo(Decision.FAIL);
    assertThat(stand(dead).unanswered()).isPresent();
  }

  @Test
  void failuresThatAreQuickAreNoSpeed() {
    GateFigures refusing = GateFigure.limited(12_000.0, 80.0, 400.0, 500, "server");
    GateFigures good = GateFigure.of(10_000, 100, 500);
    List<GatePair> pairs = new ArrayList<>();
    List<GatePair> both = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      pairs.add(GateFigure.pair(i, good, refusing));
      both.add(GateFigure.pair(i, refusing, refusing));
    }
    assertThat(stand(pairs).decision()).isEqualTo(Decision.FAIL);
    assertThat(stand(both).unanswered()).isEmpty();
    assertThat(stand(both).decision()).isEqualTo(Decision.PASS);
  }

  @Test
  void aRoundWithoutAFigureKeepsItsMetricFromDeciding() {
    List<GatePair> pairs = new ArrayList<>(GateFigure.pairs(around(0, 0.01, 9)));
    pairs.add(
        GateFigure.pair(
            10,
            GateFigure.of(10_000, 100, 500),
            GateFigure.limited(10_000.0, 100.0, null, 0, "server")));
    assertThat(stand(pairs).metrics())
        .extracting(Comparison::decision)
        .containsExactly(Decision.PASS, Decision.PASS, Decision.INCONCLUSIVE);
  }

  @Test
  void throughputThatTheGeneratorHeldBackProvesAFallButNoEquality() {
    List<GatePair> same = new ArrayList<>();
    List<GatePair> slower = new ArrayList<>();
    double[] noise = around(0, 0.01, 10);
    for (int i = 0; i < noise.length; i++) {
      GateFigures held = GateFigure.limited(10_000.0, 100.0, 500.0, 0, "generator");
      double factor = Math.exp(noise[i]);
      same.add(GateFigure.pair(i + 1, held, GateFigure.of(10_000 * factor, 100, 500)));
      slower.add(GateFigure.pair(i + 1, held, GateFigure.of(5_000 * factor, 100, 500)));
    }
    assertThat(stand(same).metrics().getFirst().advisory()).get().asString().contains("10 of 10");
    assertThat(stand(slower).metrics().getFirst().decides()).isTrue();
    assertThat(stand(slower).decision()).isEqualTo(Decision.FAIL);
  }

  @Test
  void aMetricThatPassedAtOneLookMayFailAtTheNext() {
    double[] changes = Arrays.copyOf(around(0, 0.01, 10), 30);
    Arrays.fill(changes, 10, 30, 0.4);
    List<GatePair> pairs = GateFigure.pairs(changes);
    assertThat(stand(pairs.subList(0, 10)).decision()).isEqualTo(Decision.PASS);
    assertThat(stand(pairs).decision()).isEqualTo(Decision.FAIL);
  }
}
