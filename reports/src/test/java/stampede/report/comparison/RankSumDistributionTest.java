package stampede.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The chances are those of counting every arrangement, and the intervals cover as they say. */
@Timeout(60)
class RankSumDistributionTest {
  @Test
  void chancesAreThoseOfCountingEveryArrangement() {
    for (int m = 1; m <= 6; m++) {
      for (int n = 1; n <= 6; n++) {
        double[] counted = counted(m, n);
        RankSumDistribution made = new RankSumDistribution(m, n);
        double sum = 0;
        for (int u = 0; u <= m * n; u++) {
          sum += counted[u];
          assertThat(made.atMost(u)).as("%d %d %d", m, n, u).isCloseTo(sum, within(1e-12));
        }
      }
    }
  }

  /** In how large a part of all arrangements of m and n values U is each number. */
  private static double[] counted(int m, int n) {
    double[] counted = new double[m * n + 1];
    int all = 0;
    for (int bits = 0; bits < 1 << (m + n); bits++) {
      if (Integer.bitCount(bits) == m) {
        int u = 0;
        int ofSecondBefore = 0;
        for (int i = 0; i < m + n; i++) {
          if ((bits >> i & 1) == 1) {
            u += ofSecondBefore;
          } else {
            ofSecondBefore++;
          }
        }
        counted[u]++;
        all++;
      }
    }
    for (int u = 0; u < counted.length; u++) {
      counted[u] /= all;
    }
    return counted;
  }

  @Test
  void boundsAreThoseOfPublishedTables() {
    // two-sided 5%: critical values of U are 0 for 4 and 4, 2 for 5 and 5, 23 for 10 and 10
    assertThat(new RankSumDistribution(4, 4).boundIndex(0.025)).isEqualTo(1);
    assertThat(new RankSumDistribution(5, 5).boundIndex(0.025)).isEqualTo(3);
    assertThat(new RankSumDistribution(10, 10).boundIndex(0.025)).isEqualTo(24);
    assertThat(new RankSumDistribution(3, 3).boundIndex(0.025)).isZero();
  }

  @Test
  void threeRoundsEachCoverNineInTenAtMostAndOneCoversNothing() {
    Shift three = shift(List.of(1.0, 1.1, 1.2), List.of(2.0, 2.2, 2.4));
    assertThat(three.coverage()).isCloseTo(0.9, within(1e-9));
    assertThat(three.isSure()).isFalse();
    assertThat(three.lowerPercent()).isCloseTo(100 * (2.0 / 1.2 - 1), within(1e-6));
    assertThat(three.upperPercent()).isCloseTo(140, within(1e-6));
    assertThat(shift(List.of(1.0), List.of(3.0)).coverage()).isZero();
    assertThat(shift(List.of(1.0), List.of(3.0)).percent()).isCloseTo(200, within(1e-6));
    assertThat(shift(List.of(1.0, 1.1, 1.2, 1.3), List.of(2.0, 2.1, 2.2, 2.3)).isSure()).isTrue();
  }

  @Test
  void thereIsNoRatioToNoughtAndNoneOfNothing() {
    RankSums distributions = new RankSums();
    assertThat(Shift.of(List.of(0.0, 1.0), List.of(1.0, 2.0), distributions)).isEmpty();
    assertThat(Shift.of(List.of(1.0), List.of(-2.0), distributions)).isEmpty();
    assertThat(Shift.of(List.of(), List.of(2.0), distributions)).isEmpty();
  }

  @Test
  void swappingTheRunsTurnsTheChangeAround() {
    Shift there = shift(List.of(1.0, 1.3, 0.9, 1.1, 1.2), List.of(1.4, 1.5, 1.3, 1.6, 1.2));
    Shift back = shift(List.of(1.4, 1.5, 1.3, 1.6, 1.2), List.of(1.0, 1.3, 0.9, 1.1, 1.2));
    assertThat(1 + back.percent() / 100).isCloseTo(1 / (1 + there.percent() / 100), within(1e-9));
    assertThat(1 + back.lowerPercent() / 100)
        .isCloseTo(1 / (1 + there.upperPercent() / 100), within(1e-9));
  }

  @Test
  void intervalsHoldTheTrueChangeAsOftenAsTheySay() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int held = 0;
    int tries = 4_000;
    double coverage = 0;
    for (int i = 0; i < tries; i++) {
      Shift shift = shift(rounds(random, 6, 100), rounds(random, 5, 110));
      coverage = shift.coverage();
      if (shift.lowerPercent() <= 10 && shift.upperPercent() >= 10) {
        held++;
      }
    }
    // five standard deviations of a share of so many
    assertThat((double) held / tries)
        .isCloseTo(coverage, within(5 * Math.sqrt(coverage * (1 - coverage) / tries)));
  }

  /** Multiplied by noise with a heavy tail. */
  private static List<Double> rounds(Random random, int count, double centre) {
    List<Double> rounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rounds.add(centre * Math.exp(0.05 * random.nextGaussian() / (0.2 + random.nextDouble())));
    }
    return rounds;
  }

  private static Shift shift(List<Double> first, List<Double> second) {
    return Shift.of(first, second, new RankSums()).orElseThrow();
  }
}
