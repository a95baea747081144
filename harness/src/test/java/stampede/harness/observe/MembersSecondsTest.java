package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Floods of half a second of warm-up and a window of two and a half. */
@Timeout(30)
class MembersSecondsTest {
  private static final long MS = 1_000_000L;

  private final FloodSeconds seconds = new FloodSeconds(0, 500 * MS, 3_000 * MS);
  private final MembersSeconds told = new MembersSeconds(seconds, List.of("a", "b"), 5);

  private static SecondTold second(int second, long answered, long latencyNs) {
    return told(second, answered, 0, 0, latencyNs, true);
  }

  private static SecondTold told(
      int second, long answered, long errors, long underWayNs, long latencyNs, boolean whole) {
    IntCountsHistogram latencies = new IntCountsHistogram(1_000, 3_600_000 * MS, 2);
    if (answered + errors > 0) {
      latencies.recordValueWithCount(latencyNs, answered + errors);
    }
    return new SecondTold(
        second,
        answered + errors,
        answered,
        errors,
        errors,
        underWayNs,
        latencyNs,
        whole,
        latencies);
  }

  private ClientView view(long lengthNs) {
    return told.view(new Intervals(7_000 * MS, 9_500 * MS, lengthNs));
  }

  @Test
  void aSecondIsTheSameForAllWheneverTheyTellIt() {
    told.add("a", second(0, 1, MS));
    told.add("a", second(1, 10, MS));
    told.add("a", second(2, 20, MS));
    told.add("b", second(0, 2, MS));
    told.add("b", second(1, 90, 3 * MS));
    told.add("b", second(2, 80, 5 * MS));
    told.add("b", told(1, 0, 1, 0, 7 * MS, true));
    ClientView view = view(1_000 * MS);
    assertThat(view.isRecorded()).isTrue();
    assertThat(view.answered(0)).isEqualTo(100);
    assertThat(view.errors(0)).as("it came to light later").isEqualTo(1);
    assertThat(view.longestNs(0)).hasValue(7 * MS);
    assertThat((double) view.latencyNs(0, 50).orElseThrow()).isBetween(3.0 * MS, 3.03 * MS);
    assertThat((double) view.latencyNs(0, 5).orElseThrow()).isBetween(1.0 * MS, 1.01 * MS);
    assertThat(view.answered(1)).isEqualTo(100);
    assertThat(view.answered(2)).isZero();
    assertThat(view.latencyNs(2, 50)).isEmpty();
    assertThat(view.longestNs(2)).isEmpty();
  }

  @Test
  void whatIsUnderWayStaysSoUntilItEnds() {
    IntCountsHistogram none = new IntCountsHistogram(1_000, MS, 2);
    told.add("a", new SecondTold(0, 4, 0, 0, 0, 4 * 100 * MS, 0, true, none));
    told.add("b", new SecondTold(1, 2, 0, 0, 0, 2 * 500 * MS, 0, true, none));
    told.add("a", new SecondTold(3, 0, 3, 3, 3, -6 * 250 * MS, 0, true, none));
    ClientView view = view(1_000 * MS);
    assertThat(view.inFlight(0)).isEqualTo(4 + 1);
    assertThat(view.inFlight(1)).isEqualTo(6);
    assertThat(view.inFlight(2)).as("of half a second").isEqualTo(3);
  }

  @Test
  void secondsArePutTogetherWhereIntervalsAreLonger() {
    told.add("a", second(1, 10, MS));
    told.add("b", second(2, 20, 9 * MS));
    told.add("b", told(3, 5, 1, 0, 2 * MS, true));
    ClientView view = view(2_000 * MS);
    assertThat(view.answered(0)).isEqualTo(30);
    assertThat(view.longestNs(0)).hasValue(9 * MS);
    assertThat(view.answered(1)).isEqualTo(5);
    assertThat(view.errors(1)).isEqualTo(1);
    assertThatThrownBy(() -> view(1_500 * MS)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingIsMadeUpFromWhereARecordWasFull() {
    told.add("a", second(1, 10, MS));
    told.add("b", second(1, 10, MS));
    told.add("a", told(2, 10, 0, 0, MS, false));
    told.add("b", second(3, 10, MS));
    ClientView view = view(1_000 * MS);
    assertThat(view.isKnown(0)).isTrue();
    assertThat(view.isKnown(1)).isFalse();
    assertThat(view.isKnown(2)).isFalse();
  }

  @Test
  void ofAFloodThatIsOnlyCountedNothingIsRecorded() {
    told.add("a", second(0, 0, 0));
    assertThat(view(1_000 * MS).isRecorded()).isFalse();
  }

  @Test
  void lookedAtMeanwhileItIsOfTheLastSecondThatAllHaveTold() {
    assertThat(told.ratePerS()).isNaN();
    assertThat(told.latencyNs(50)).isEmpty();
    told.add("a", second(0, 100, MS));
    told.add("a", second(1, 7, MS));
    assertThat(told.ratePerS()).as("b has told nothing").isNaN();
    told.add("b", told(0, 50, 3, 0, 4 * MS, true));
    assertThat(told.ratePerS()).as("the first had half a second").isEqualTo(300);
    assertThat((double) told.latencyNs(50).orElseThrow()).isBetween(1.0 * MS, 1.01 * MS);
    assertThat(told.latencyNs(99)).hasValue(4 * MS);
    assertThat(told.ended()).isEqualTo(160);
    assertThat(told.unanswered()).isEqualTo(3);
    told.add("b", second(1, 5, MS));
    assertThat(told.ratePerS()).isEqualTo(12);
  }

  @Test
  void aSecondThatTheFloodCannotHaveHadIsRefused() {
    assertThatThrownBy(() -> told.add("a", second(9, 1, MS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a told of second 9 of a flood that has 9");
    told.add("a", second(8, 1, MS));
  }
}
