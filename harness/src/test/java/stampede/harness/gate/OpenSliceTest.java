package stampede.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OpenSliceTest {
  private static final long SLICE_NS = 1_100_000_000L;

  @Test
  void aQuantileWhoseRequestsMightNotComeIsToldWhatMight() {
    OpenSlice slice = OpenSlice.of(3070, SLICE_NS);
    assertThat(slice.load()).isEqualTo("poisson:1842/s");
    assertThat(slice.advisory(Metric.P99)).get().asString().contains("5500ms", "only 9,728");
    assertThat(slice.advisory(Metric.P50)).isEmpty();
  }

  @Test
  void itIsNoLongerThanItsQuantilesNeed() {
    OpenSlice slice = OpenSlice.of(6000, SLICE_NS);
    assertThat(slice.durationNs()).isBetween(2_880_000_000L, 2_900_000_000L);
    assertThat(slice.advisory()).isEmpty();
  }
}
