package stampede.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Estimates and bounds move as what they are estimates and bounds of. */
@Timeout(20)
class WalshAveragesTest {
  private static final double CLOSE = 1e-12;

  private static double[] drawn(long seed) {
    return new Random(seed).doubles(20, -0.1, 0.2).toArray();
  }

  @Test
  void ofThreeDifferencesThereAreSix() {
    WalshAverages averages = WalshAverages.of(new double[] {3, 1, 8});
    assertThat(averages.estimate()).isEqualTo((3 + 4.5) / 2);
    assertThat(averages.lower(1)).hasValue(1);
    assertThat(averages.lower(2)).hasValue(2);
    assertThat(averages.upper(1)).hasValue(8);
    assertThat(averages.upper(2)).hasValue(5.5);
    assertThat(averages.lower(0)).isEmpty();
    assertThat(averages.upper(0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void swappingTheArmsFlipsSignsAndBounds(long seed) {
    WalshAverages here = WalshAverages.of(drawn(seed));
    WalshAverages there = WalshAverages.of(Arrays.stream(drawn(seed)).map(d -> -d).toArray());
    assertThat(there.estimate()).isEqualTo(-here.estimate(), within(CLOSE));
    for (int k = 1; k < 60; k++) {
      assertThat(there.lower(k).orElseThrow())
          .isEqualTo(-here.upper(k).orElseThrow(), within(CLOSE));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void stretchingAndMovingTheRoundsStretchesAndMovesThem(long seed) {
    WalshAverages here = WalshAverages.of(drawn(seed));
    WalshAverages there =
        WalshAverages.of(Arrays.stream(drawn(seed)).map(d -> 3 * d + 0.5).toArray());
    assertThat(there.estimate()).isEqualTo(3 * here.estimate() + 0.5, within(CLOSE));
    assertThat(there.lower(39).orElseThrow())
        .isEqualTo(3 * here.lower(39).orElseThrow() + 0.5, within(CLOSE));
    assertThat(there.upper(49).orElseThrow())
        .isEqualTo(3 * here.upper(49).orElseThrow() + 0.5, within(CLOSE));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theOrderOfTheRoundsDoesNotMatter(long seed) {
    List<Double> shuffled = new ArrayList<>(Arrays.stream(drawn(seed)).boxed().toList());
    Collections.shuffle(shuffled, new Random(seed));
    WalshAverages there =
        WalshAverages.of(shuffled.stream().mapToDouble(Double::doubleValue).toArray());
    WalshAverages here = WalshAverages.of(drawn(seed));
    assertThat(there.estimate()).isEqualTo(here.estimate(), within(CLOSE));
    assertThat(there.lower(39).orElseThrow())
        .isEqualTo(here.lower(39).orElseThrow(), within(CLOSE));
  }
}
