package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class IntervalsTest {
  private static final long SECOND_NS = 1_000_000_000L;

  @Test
  void aShortWindowHasIntervalsOfAHundredMilliseconds() {
    Intervals intervals = Intervals.of(5 * SECOND_NS, 6 * SECOND_NS + 50_000_000);
    assertThat(intervals.count()).isEqualTo(11);
    assertThat(intervals.lengthNs()).isEqualTo(100_000_000);
    assertThat(intervals.lengthS(0)).isEqualTo(0.1);
    assertThat(intervals.lengthS(10)).as("the last is cut").isEqualTo(0.05);
  }

  @Test
  void aMomentLiesInOneIntervalOrOutside() {
    Intervals intervals = Intervals.of(-SECOND_NS, SECOND_NS);
    assertThat(intervals.at(-SECOND_NS - 1)).isEqualTo(-1);
    assertThat(intervals.at(-SECOND_NS)).isZero();
    assertThat(intervals.at(-900_000_001)).isZero();
    assertThat(intervals.at(-900_000_000)).isEqualTo(1);
    assertThat(intervals.at(SECOND_NS - 1)).isEqualTo(19);
    assertThat(intervals.at(SECOND_NS)).isEqualTo(-1);
  }

  @Test
  void aLongWindowHasNoMoreIntervalsThanFit() {
    for (long seconds : new long[] {60, 61, 119, 121, 3600}) {
      Intervals intervals = Intervals.of(7, 7 + seconds * SECOND_NS);
      assertThat(intervals.count()).isBetween(300, Intervals.MOST);
      assertThat(intervals.lengthNs() % Intervals.LEAST_NS).isZero();
      assertThat(intervals.at(6 + seconds * SECOND_NS)).isEqualTo(intervals.count() - 1);
    }
  }

  @Test
  void aWindowOfNothingHasNone() {
    assertThat(Intervals.of(10, 10).count()).isZero();
    assertThat(Intervals.of(10, 5).count()).isZero();
  }

  @Test
  void intervalsOfAnotherLengthAreAskedForAndDoubledWhereTheyAreTooMany() {
    assertThat(Intervals.of(0, SECOND_NS, 10_000_000, 100).count()).isEqualTo(100);
    Intervals doubled = Intervals.of(0, SECOND_NS + 1, 10_000_000, 100);
    assertThat(doubled.lengthNs()).isEqualTo(20_000_000);
    assertThat(doubled.count()).isEqualTo(51);
    assertThat(Intervals.of(0, SECOND_NS / 2, SECOND_NS, 100).count()).isEqualTo(1);
  }
}
