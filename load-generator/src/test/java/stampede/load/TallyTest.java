package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.contract.Outcome;

@Timeout(20)
class TallyTest {
  /** Measured from 150 on, and before 350. */
  private final Tally tally = Tally.of(Window.of(100, 50, 200));

  private final Slots slots = new Slots(4);

  private void attempt(long intendedNs, long begunNs, long closedNs, Outcome outcome) {
    int slot = slots.take();
    tally.begun(intendedNs, begunNs, slots.inFlight());
    slots.begin(slot, 1, intendedNs, begunNs);
    slots.establishedNs[slot] = begunNs;
    tally.answered(slots, slot, begunNs + 1, begunNs + 3);
    int error =
        outcome == Outcome.OK
            ? AttemptError.NONE
            : AttemptError.of(AttemptError.Phase.RECEIVE, AttemptError.TIMEOUT);
    tally.ended(slots, slot, outcome, error, closedNs);
    slots.end(slot);
    slots.free(slot);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "149, false", "150, true", "349, true", "350, true"})
  void anAttemptIsMeasuredByItsIntendedStart(long intendedNs, boolean measured) {
    attempt(intendedNs, 350, 360, Outcome.OK);
    attempt(intendedNs, 350, 360, Outcome.INDETERMINATE);

    long count = measured ? 2 : 0;
    assertThat(tally.measuredInvoked()).isEqualTo(count);
    assertThat(tally.warmupInvoked()).isEqualTo(2 - count);
    assertThat(tally.measured(Outcome.OK)).isEqualTo(count / 2);
    assertThat(tally.warmup(Outcome.OK)).isEqualTo(1 - count / 2);
    assertThat(tally.connections()).isEqualTo(count);
    int timeout = AttemptError.of(AttemptError.Phase.RECEIVE, AttemptError.TIMEOUT);
    assertThat(tally.errors(timeout)).isEqualTo(count / 2);
    for (Phases.Phase phase : Phases.Phase.values()) {
      assertThat(tally.phases().of(phase).getTotalCount()).as("%s", phase).isEqualTo(count);
    }
  }

  @ParameterizedTest
  @CsvSource({"149, 0", "150, 1", "349, 1", "350, 0"})
  void throughputIsOfWhatEndsWithinTheWindow(long closedNs, int counted) {
    attempt(120, 140, closedNs, Outcome.OK);

    assertThat(tally.throughputPerS()).isEqualTo(counted * 1e9 / 200);
    assertThat(tally.endedPerS()).isEqualTo(counted * 1e9 / 200);
    assertThat(tally.meanLatencyNs()).isEqualTo(counted * (closedNs - 140.0));
  }

  @ParameterizedTest
  @CsvSource({"149, 0", "150, 1", "349, 1", "350, 0"})
  void whatIsBegunWithinTheWindowIsAchieved(long begunNs, int counted) {
    attempt(begunNs, begunNs, 400, Outcome.OK);

    assertThat(tally.achievedPerS()).isEqualTo(counted * 1e9 / 200);
  }

  @Test
  void whatIsUnderWayIsCountedOverTheWindowAlone() {
    attempt(110, 110, 250, Outcome.OK);
    attempt(300, 300, 400, Outcome.OK);
    tally.windowEnds(0, 400);

    assertThat(tally.meanInFlight()).isEqualTo((100.0 + 50.0) / 200);
  }

  @Test
  void threadsAreAdded() {
    attempt(160, 170, 180, Outcome.OK);
    Tally whole = Tally.of(Window.of(100, 50, 200));
    whole.add(tally);
    whole.add(tally);

    assertThat(whole.measuredInvoked()).isEqualTo(2);
    assertThat(whole.measured(Outcome.OK)).isEqualTo(2);
    assertThat(whole.connections()).isEqualTo(2);
    assertThat(whole.phases().of(Phases.Phase.TOTAL).getTotalCount()).isEqualTo(2);
  }
}
