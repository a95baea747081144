package stampede.report.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Interval;

@Timeout(10)
class CoarseIntervalsTest {
  private static final Interval BUSY = new Interval(0, 1, 100.0, 10.0, 20.0, 30.0, 2L, 4.0, 1.0);
  private static final Interval STALLED = new Interval(1, 1, 0.0, null, null, null, 0L, 8.0, null);
  private static final Interval SHORT = new Interval(2, 0.5, 400.0, 15.0, 15.0, 40.0, 1L, 2.0, 3.0);
  private static final Interval UNKNOWN =
      new Interval(3, 1, null, null, null, null, null, null, null);

  @Test
  void whatFitsStaysAsItIs() {
    assertThat(CoarseIntervals.of(List.of(BUSY, STALLED), 2)).containsExactly(BUSY, STALLED);
    assertThat(CoarseIntervals.of(List.of(), 5)).isEmpty();
  }

  @Test
  void ratesAreMeansOverTimeErrorsAreAddedAndNoPeakIsLost() {
    assertThat(CoarseIntervals.of(List.of(BUSY, STALLED, SHORT), 1))
        .containsExactly(
            new Interval(0, 2.5, 300 / 2.5, 15.0, 20.0, 40.0, 3L, 13 / 2.5, 2.5 / 1.5));
  }

  @Test
  void whatIsNotKnownIsLeftOutAndOfNothingKnownNothingIs() {
    assertThat(CoarseIntervals.of(List.of(BUSY, UNKNOWN, UNKNOWN, UNKNOWN), 2))
        .containsExactly(
            new Interval(0, 2, 100.0, 10.0, 20.0, 30.0, 2L, 4.0, 1.0),
            new Interval(3, 2, null, null, null, null, null, null, null));
  }
}
