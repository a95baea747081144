package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Outcome;

/** Histories made by hand: a window of three intervals, from 1000 to 1300 ms. */
@Timeout(30)
class AttemptsTest {
  private static final long MS = 1_000_000L;

  private final History history = History.create(7, 2, 1_000);
  private final HistoryWriter clients = history.writer(0);
  private final Intervals intervals = Intervals.of(1_000 * MS, 1_300 * MS);

  @AfterEach
  void giveBack() {
    history.close();
  }

  private static void attempt(
      HistoryWriter writer, Outcome outcome, long intendedMs, long begunMs, long endedMs) {
    long id = writer.invoke(intendedMs * MS, begunMs * MS);
    writer.end(id, outcome, 0, 0, begunMs * MS, begunMs * MS, endedMs * MS, endedMs * MS);
  }

  private void attempt(Outcome outcome, long begunMs, long endedMs) {
    attempt(clients, outcome, begunMs, begunMs, endedMs);
  }

  private Attempts attempts() {
    return Attempts.of(intervals, history);
  }

  @Test
  void anAttemptCountsWhereItEndedAndIsUnderWayWhereverItWas() {
    attempt(Outcome.OK, 1_050, 1_275);
    Attempts attempts = attempts();
    assertThat(attempts.answered(0)).isZero();
    assertThat(attempts.answered(1)).isZero();
    assertThat(attempts.answered(2)).isEqualTo(1);
    assertThat(attempts.inFlight(0)).isEqualTo(0.5);
    assertThat(attempts.inFlight(1)).isEqualTo(1);
    assertThat(attempts.inFlight(2)).isEqualTo(0.75);
    assertThat(attempts.latencyNs(0, 50)).isEmpty();
    assertThat(attempts.longestNs(2)).hasValue(225 * MS);
  }

  @Test
  void theNumberUnderWayIsThatOfAllThreads() {
    attempt(Outcome.OK, 900, 1_400);
    attempt(Outcome.OK, 1_100, 1_200);
    attempt(Outcome.OK, 1_120, 1_130);
    attempt(Outcome.OK, 1_190, 1_210);
    history.writer(1).invoke(1_150 * MS, 1_150 * MS);
    Attempts attempts = attempts();
    assertThat(attempts.inFlight(0)).isEqualTo(1);
    assertThat(attempts.inFlight(1)).isCloseTo(1 + 1 + 0.1 + 0.1 + 0.5, within(1e-9));
    assertThat(attempts.inFlight(2)).as("one has not ended").isCloseTo(2.1, within(1e-9));
  }

  @Test
  void latencyCountsFromTheIntendedStartAndBeingUnderWayFromTheActualOne() {
    attempt(clients, Outcome.OK, 1_010, 1_080, 1_090);
    Attempts attempts = attempts();
    assertThat(attempts.longestNs(0)).hasValue(80 * MS);
    assertThat(attempts.inFlight(0)).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void errorsAreNoAnswersButTheirLatencyCounts() {
    attempt(Outcome.FAILED, 1_000, 1_001);
    attempt(Outcome.INDETERMINATE, 1_000, 1_090);
    attempt(Outcome.ANSWERED_WRONGLY, 1_000, 1_002);
    attempt(Outcome.OK, 1_000, 1_003);
    Attempts attempts = attempts();
    assertThat(attempts.errors(0)).isEqualTo(3);
    assertThat(attempts.answered(0)).isEqualTo(1);
    assertThat(attempts.longestNs(0)).hasValue(90 * MS);
    assertThat(attempts.latencyNs(0, 100)).hasValue(90 * MS);
    assertThat(attempts.errors(1)).isZero();
  }

  @Test
  void theWarmUpIsLeftOutSaveWhatItAddsToTheWindowItself() {
    attempt(Outcome.OK, 900, 950);
    attempt(Outcome.OK, 990, 1_050);
    attempt(Outcome.INDETERMINATE, 990, 1_060);
    attempt(Outcome.OK, 1_290, 1_310);
    Attempts attempts = attempts();
    assertThat(attempts.answered(0)).as("the answer came in the window").isEqualTo(1);
    assertThat(attempts.errors(0)).isZero();
    assertThat(attempts.latencyNs(0, 99)).isEmpty();
    assertThat(attempts.inFlight(0)).isCloseTo(1.1, within(1e-9));
    assertThat(attempts.answered(2)).isZero();
    assertThat(attempts.inFlight(2)).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void anIntervalInWhichNothingHappenedIsKnownToBeEmpty() {
    attempt(Outcome.OK, 1_010, 1_020);
    Attempts attempts = attempts();
    assertThat(attempts.isKnown(1)).isTrue();
    assertThat(attempts.answered(1)).isZero();
    assertThat(attempts.inFlight(1)).isZero();
    assertThat(attempts.longestNs(1)).isEmpty();
  }

  @Test
  void quantilesAreRightToTwoDigitsAndNeverBeyondTheLongest() {
    for (int i = 1; i <= 100; i++) {
      attempt(Outcome.OK, 1_200, 1_200);
      long id = clients.invoke(1_100 * MS, 1_100 * MS);
      long endedNs = 1_100 * MS + i * MS / 2;
      clients.end(id, Outcome.OK, 0, 0, endedNs, endedNs, endedNs, endedNs);
    }
    Attempts attempts = attempts();
    assertThat((double) attempts.latencyNs(1, 50).orElseThrow())
        .isCloseTo(25.0 * MS, within(0.3 * MS));
    assertThat((double) attempts.latencyNs(1, 99).orElseThrow())
        .isCloseTo(49.5 * MS, within(0.5 * MS));
    assertThat(attempts.latencyNs(1, 100)).isEqualTo(attempts.longestNs(1)).hasValue(50 * MS);
    assertThat(attempts.latencyNs(2, 99)).as("of no length").hasValue(0);
  }

  @Test
  void afterTheHistoryWasFullNothingIsKnown() {
    try (History small = History.create(7, 2, 2)) {
      attempt(small.writer(1), Outcome.OK, 1_250, 1_250, 1_260);
      HistoryWriter writer = small.writer(0);
      attempt(writer, Outcome.OK, 1_010, 1_010, 1_020);
      attempt(writer, Outcome.OK, 1_150, 1_150, 1_160);
      assertThat(Attempts.of(intervals, small).isKnown(2)).isTrue();
      attempt(writer, Outcome.OK, 1_170, 1_170, 1_180);
      Attempts attempts = Attempts.of(intervals, small);
      assertThat(attempts.isRecorded()).isTrue();
      assertThat(attempts.isKnown(0)).isTrue();
      assertThat(attempts.isKnown(1)).as("what it did after 1150 ms is not").isFalse();
      assertThat(attempts.isKnown(2)).isFalse();
    }
  }

  @Test
  void aFloodThatWasOnlyCountedIsNotRecorded() {
    assertThat(attempts().isRecorded()).isFalse();
  }
}
