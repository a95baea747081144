package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FloodSecondsTest {
  private static final long MS = 1_000_000L;

  @Test
  void noSecondHasPartOfWarmUpAndWindow() {
    FloodSeconds seconds = new FloodSeconds(100 * MS, 1_800 * MS, 4_300 * MS);
    assertThat(seconds.warmup()).isEqualTo(2);
    assertThat(seconds.end()).isEqualTo(5);
    long[] endsMs = {800, 1_800, 2_800, 3_800, 4_300, 5_300, 6_300};
    long beginMs = 100;
    for (int second = 0; second < endsMs.length; second++) {
      assertThat(seconds.beginNs(second)).isEqualTo(beginMs * MS);
      assertThat(seconds.endNs(second)).isEqualTo(endsMs[second] * MS);
      assertThat(seconds.isMeasured(second)).isEqualTo(second >= 2 && second < 5);
      beginMs = endsMs[second];
    }
    assertThat(seconds.lengthNs(0)).isEqualTo(700 * MS);
    assertThat(seconds.at(0)).as("before the flood").isZero();
  }

  @Test
  void withoutWarmUpTheFirstSecondIsMeasured() {
    FloodSeconds seconds = new FloodSeconds(5, 5, 5 + 400 * MS);
    assertThat(seconds.warmup()).isZero();
    assertThat(seconds.end()).isEqualTo(1);
    assertThat(seconds.beginNs(0)).isEqualTo(5);
    assertThat(seconds.endNs(0)).isEqualTo(5 + 400 * MS);
  }

  @Test
  void everyMomentLiesInItsSecond() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      long startNs = random.nextLong(1L << 50);
      long windowNs = startNs + random.nextLong(5_000 * MS);
      FloodSeconds seconds =
          new FloodSeconds(startNs, windowNs, windowNs + 1 + random.nextLong(5_000 * MS));
      long ns = startNs + random.nextLong(15_000 * MS);
      int second = seconds.at(ns);
      assertThat(ns)
          .as("seed " + seed + ", " + seconds)
          .isBetween(seconds.beginNs(second), seconds.endNs(second) - 1);
      assertThat(seconds.at(seconds.beginNs(second))).isEqualTo(second);
      assertThat(seconds.at(seconds.endNs(second) - 1)).isEqualTo(second);
      assertThat(seconds.lengthNs(second)).isBetween(1L, FloodSeconds.LENGTH_NS);
    }
  }
}
