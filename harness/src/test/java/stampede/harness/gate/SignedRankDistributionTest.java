package stampede.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution that all bounds come from, against every other way to know it. */
@Timeout(30)
class SignedRankDistributionTest {
  private static final long SEED = 77;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void isThatOfAllSigns(int n) {
    int most = n * (n + 1) / 2;
    int[] counts = new int[most + 1];
    for (int signs = 0; signs < 1 << n; signs++) {
      int sum = 0;
      for (int rank = 1; rank <= n; rank++) {
        sum += (signs >> (rank - 1) & 1) * rank;
      }
      counts[sum]++;
    }
    SignedRankDistribution distribution = SignedRankDistribution.of(n);
    int below = 0;
    for (int t = 0; t <= most; t++) {
      below += counts[t];
      assertThat(distribution.atMost(t)).isEqualTo(below / (double) (1 << n), within(1e-12));
    }
    assertThat(distribution.atMost(-1)).isZero();
    assertThat(distribution.atMost(most + 5)).isEqualTo(1, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"10, 4, 7", "20, 39, 49", "30, 111, 130"})
  void givesTheBoundsOfTheDesign(int n, int lower, int upper) {
    SignedRankDistribution distribution = SignedRankDistribution.of(n);
    assertThat(distribution.boundIndex(0.05 / 9)).isEqualTo(lower);
    assertThat(distribution.boundIndex(0.05 / 3)).isEqualTo(upper);
    Looks looks = Looks.upTo(30);
    assertThat(looks.rounds()).containsExactly(10, 20, 30);
    assertThat(looks.lowerIndex(n)).isEqualTo(lower);
    assertThat(looks.upperIndex(n)).isEqualTo(upper);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 17, 20, 30})
  void agreesWithCommonsStatistics(int n) {
    Random random = new Random(SEED);
    double[] differences = random.doubles(n, -1, 1.5).toArray();
    WilcoxonSignedRankTest test =
        WilcoxonSignedRankTest.withDefaults()
            .with(PValueMethod.EXACT)
            .with(AlternativeHypothesis.LESS_THAN);
    double statistic = test.statistic(differences);
    assertThat(SignedRankDistribution.of(n).atMost((int) statistic))
        .as("seed " + SEED)
        .isEqualTo(test.test(differences).getPValue(), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "4, 0", "5, 1"})
  void tooFewRoundsHaveNoBound(int n, int index) {
    assertThat(SignedRankDistribution.of(n).boundIndex(0.05)).isEqualTo(index);
  }
}
