package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Outcome;

@Timeout(30)
class SampledFiguresTest {
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1_000 * MS;

  private final History history = History.create(9, 2, 100_000);
  private final HistoryWriter clients = history.writer(0);
  private final LiveFigures live = new SampledFigures(history, 200 * MS);

  @AfterEach
  void giveBack() {
    history.close();
  }

  private static void end(HistoryWriter writer, long id, Outcome outcome, long atNs) {
    writer.end(id, outcome, 0, 0, 0, 0, 0, atNs);
  }

  private static void attempt(HistoryWriter writer, Outcome outcome, long fromNs, long tookNs) {
    end(writer, writer.invoke(fromNs, fromNs), outcome, fromNs + tookNs);
  }

  @Test
  void beforeAnythingEndedNothingIsKnown() {
    clients.invoke(0, 0);
    live.look(SECOND);
    assertThat(live.ended()).isZero();
    assertThat(live.ratePerS()).isNaN();
    assertThat(live.latencyNs(0.5)).isEmpty();
  }

  @Test
  void theRateIsThatOfTheLastIntervalAndErrorsAreNoAnswers() {
    live.look(SECOND);
    for (int i = 0; i < 50; i++) {
      attempt(clients, Outcome.OK, SECOND, MS);
      attempt(history.writer(1), Outcome.OK, SECOND, MS);
    }
    attempt(clients, Outcome.FAILED, SECOND, MS);
    live.look(SECOND + 100 * MS);
    assertThat(live.ratePerS()).as("not yet an interval").isNaN();
    assertThat(live.errors()).isEqualTo(1);
    assertThat(live.ended()).isEqualTo(101);
    live.look(SECOND + 200 * MS);
    assertThat(live.ratePerS()).isEqualTo(500);
    live.look(SECOND + 400 * MS);
    assertThat(live.ratePerS()).isZero();
  }

  @Test
  void latencyIsOfWhatEndedInTheLastSecond() {
    attempt(clients, Outcome.OK, 0, 900 * MS);
    attempt(clients, Outcome.OK, SECOND, 10 * MS);
    attempt(clients, Outcome.OK, SECOND, 30 * MS);
    live.look(SECOND + 50 * MS);
    assertThat(live.latencyNs(0.99)).hasValue(900 * MS);
    live.look(2 * SECOND);
    assertThat(live.latencyNs(0.99)).hasValue(30 * MS);
    assertThat(live.latencyNs(0.5)).hasValue(10 * MS);
    live.look(3 * SECOND);
    assertThat(live.latencyNs(0.5)).isEmpty();
  }

  @Test
  void anAttemptThatHangsHidesNoOtherAndIsSeenWhenItEnds() {
    long slow = clients.invoke(0, 0);
    live.look(SECOND);
    attempt(clients, Outcome.OK, SECOND, MS);
    live.look(SECOND + 300 * MS);
    assertThat(live.latencyNs(0.99)).hasValue(MS);
    end(clients, slow, Outcome.OK, SECOND + 400 * MS);
    live.look(SECOND + 500 * MS);
    assertThat(live.latencyNs(0.99)).hasValue(1_400 * MS);
  }

  @Test
  void ofManyAttemptsASampleIsTakenThatTellsOfAll() {
    live.look(SECOND);
    for (int i = 0; i < 50_000; i++) {
      attempt(clients, Outcome.OK, SECOND, 1 + i * 1_000L);
    }
    for (int i = 0; i < 10; i++) {
      attempt(history.writer(1), Outcome.OK, SECOND, 1);
    }
    live.look(SECOND + 100 * MS);
    assertThat((double) live.latencyNs(0.5).orElseThrow()).isCloseTo(25.0 * MS, within(1.0 * MS));
    assertThat((double) live.latencyNs(0.99).orElseThrow()).isCloseTo(49.5 * MS, within(0.5 * MS));
    assertThat(live.ended()).isEqualTo(50_010);
  }

  @Test
  void aFloodThatHangsAltogetherIsFollowedWithinBounds() {
    for (int round = 0; round < 30; round++) {
      for (int i = 0; i < 3_000; i++) {
        clients.invoke(SECOND, SECOND);
      }
      live.look(SECOND + round * MS);
    }
    assertThat(live.latencyNs(0.5)).isEmpty();
    for (int i = 0; i < 90_000; i++) {
      end(clients, (long) history.run() << 48 | i, Outcome.INDETERMINATE, 2 * SECOND);
    }
    live.look(2 * SECOND + MS);
    assertThat(live.latencyNs(0.5)).hasValue(SECOND);
    attempt(clients, Outcome.OK, 3 * SECOND, MS);
    live.look(3 * SECOND + 2 * MS);
    assertThat(live.latencyNs(0.5)).as("there is room again").hasValue(MS);
  }
}
