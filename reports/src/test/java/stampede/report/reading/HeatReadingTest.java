package stampede.report.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Cell;
import stampede.report.HeatInterval;
import stampede.report.SampleDocument;

@Timeout(10)
class HeatReadingTest {
  private static final Cell CELL = SampleDocument.steppedCells(1).cells().getFirst();

  private static HeatReading reading(int most) {
    return HeatReading.of(CELL, most).orElseThrow();
  }

  private static long all(HeatReading reading) {
    return reading.heat().intervals().stream()
        .flatMap(interval -> interval.counts().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  @Test
  void onlyTheBucketsThatHoldAnythingAreShown() {
    HeatReading reading = reading(100);
    assertThat(reading.firstBucket()).isEqualTo(6);
    assertThat(reading.lastBucket()).isEqualTo(14);
    assertThat(reading.leastUs()).isCloseTo(100, within(1e-9));
  }

  @Test
  void fewerIntervalsHoldTheSameRequests() {
    assertThat(reading(10).heat().intervals()).hasSizeLessThanOrEqualTo(10);
    assertThat(all(reading(10))).isEqualTo(all(reading(100)));
    assertThat(reading(10).endS()).isCloseTo(reading(100).endS(), within(1e-9));
  }

  @Test
  void shadesRiseWithTheCountAndHoldEveryOne() {
    HeatReading reading = reading(100);
    assertThat(reading.shade(0)).isEqualTo(-1);
    assertThat(reading.shade(1)).isZero();
    assertThat(reading.shade(reading.mostCounted())).isEqualTo(HeatReading.SHADES - 1);
    assertThat(IntStream.rangeClosed(1, 900).map(reading::shade)).isSorted();
  }

  @Test
  void aDocumentWithoutCountsHasNone() {
    assertThat(HeatReading.of(SampleDocument.unknownServer().cells().getFirst(), 100)).isEmpty();
  }

  @Test
  void whatIsOutsideAnIntervalsCountsIsNone() {
    HeatInterval interval = new HeatInterval(0, 1, 3, List.of(5L, 7L));
    assertThat(HeatReading.count(interval, 2)).isZero();
    assertThat(HeatReading.count(interval, 4)).isEqualTo(7);
    assertThat(HeatReading.count(interval, 5)).isZero();
  }
}
