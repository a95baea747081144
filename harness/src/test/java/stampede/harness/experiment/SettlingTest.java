package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Ledger;
import stampede.contract.LedgerWriter;
import stampede.contract.Outcome;
import stampede.contract.Scoreboard;
import stampede.harness.observe.Intervals;
import stampede.harness.observe.PopulationFigures;
import stampede.harness.observe.Traffic;
import stampede.load.ArrivalSchedule;
import stampede.load.Steps;
import stampede.report.LoadStep;

/** A second of 100 requests in each of its ten intervals, whose waits and handlers a test says. */
@Timeout(30)
class SettlingTest {
  private static final long MS = 1_000_000L;
  private static final int PER_INTERVAL = 100;
  private static final Optional<Long> TARGET = Optional.of(MS);

  private final Scoreboard scoreboard = Scoreboard.create(1);
  private final Ledger ledger = Ledger.create(10_000, 1);
  private final History history = History.create(1, 1, 10_000);
  private final LedgerWriter services = ledger.writer(scoreboard.slot(0));
  private final HistoryWriter clients = history.writer(0);
  private final List<Optional<PopulationFigures>> population = new ArrayList<>();
  private final Intervals intervals = Intervals.of(0, 1_000 * MS);

  @AfterEach
  void giveBack() {
    history.close();
    ledger.close();
    scoreboard.close();
  }

  private void interval(int handlers, long waitNs) {
    long acceptedNs = 100 * MS * population.size() + 50 * MS;
    for (int i = 0; i < PER_INTERVAL; i++) {
      long id = clients.invoke(acceptedNs, acceptedNs);
      services.accepted(acceptedNs, 0);
      services.begun(id, acceptedNs);
      services.completed(acceptedNs, 0);
      clients.end(id, Outcome.OK, 0, 0, acceptedNs - waitNs, 1, 1, acceptedNs);
    }
    population.add(
        Optional.of(
            new PopulationFigures(
                handlers,
                handlers,
                0,
                0,
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty())));
  }

  private void intervals(int count, int handlers, long waitNs) {
    for (int i = 0; i < count; i++) {
      interval(handlers, waitNs);
    }
  }

  private List<LoadStep> follow(String load, long floodStartNs, Optional<Long> targetNs) {
    Traffic traffic = Traffic.of(intervals, history, Optional.of(ledger));
    return new Settling(intervals, traffic, population, targetNs)
        .follow((Steps) ArrivalSchedule.parse(load), floodStartNs);
  }

  private LoadStep second(Optional<Long> targetNs) {
    return follow("steps:1000-2000@500ms", 0, targetNs).get(1);
  }

  @Test
  void aStepIsSettledWhenItsHandlersStayAndItsWaitsKeepTheTarget() {
    intervals(5, 2, MS / 10);
    interval(2, 5 * MS);
    interval(6, 2 * MS);
    intervals(3, 6, MS / 2);
    LoadStep step = second(TARGET);
    assertThat(step.atMs()).isEqualTo(500);
    assertThat(step.lengthMs()).isEqualTo(500);
    assertThat(step.ratePerS()).isEqualTo(2000);
    assertThat(step.settledAfterMs()).isEqualTo(200);
    assertThat(step.handlers()).isEqualTo(6);
    assertThat(step.waitP99Us()).isBetween(495.0, 505.0);
    assertThat(step.requests()).isEqualTo(300);
  }

  @Test
  void handlersThatStillChangeAreNotSettled() {
    intervals(5, 2, MS / 10);
    for (int handlers : new int[] {9, 9, 6, 6, 6}) {
      interval(handlers, MS / 10);
    }
    assertThat(second(TARGET).settledAfterMs()).isEqualTo(200);
  }

  @Test
  void oneHandlerMoreOrLessIsWithinTheBand() {
    intervals(5, 2, MS / 10);
    for (int handlers : new int[] {5, 7, 6, 5, 6}) {
      interval(handlers, MS / 10);
    }
    assertThat(second(TARGET).settledAfterMs()).isZero();
  }

  @Test
  void aWaitBeyondTheTargetAtTheEndIsNeverSettledAndShownWhole() {
    intervals(5, 2, MS / 10);
    intervals(5, 6, 3 * MS);
    LoadStep step = second(TARGET);
    assertThat(step.settledAfterMs()).isNull();
    assertThat(step.waitP99Us()).isBetween(2_970.0, 3_030.0);
    assertThat(step.requests()).isEqualTo(500);
  }

  @Test
  void withoutATargetTheHandlersAloneDecide() {
    intervals(5, 2, MS / 10);
    interval(2, MS / 10);
    intervals(4, 6, 3 * MS);
    assertThat(second(Optional.empty()).settledAfterMs()).isEqualTo(100);
  }

  @Test
  void whatNobodyKnowsIsNotSettled() {
    intervals(10, 2, MS / 10);
    population.replaceAll(known -> Optional.empty());
    LoadStep step = second(Optional.empty());
    assertThat(step.settledAfterMs()).isNull();
    assertThat(step.handlers()).isNull();
    assertThat(step.waitP99Us()).isNotNull();
    assertThat(second(TARGET).settledAfterMs()).as("the wait alone decides").isZero();
  }

  @Test
  void stepsCountFromTheBeginOfTheFloodAndTheLastRateStays() {
    intervals(10, 2, MS / 10);
    List<LoadStep> steps = follow("steps:10-20-30-40@500ms", -1_250 * MS, TARGET);
    assertThat(steps).extracting(LoadStep::ratePerS).containsExactly(30.0, 40.0);
    assertThat(steps).extracting(LoadStep::atMs).containsExactly(-250.0, 250.0);
    assertThat(steps).extracting(LoadStep::lengthMs).containsExactly(500.0, 750.0);
    assertThat(steps.getFirst().settledAfterMs()).as("in the warm-up, or later").isEqualTo(250);
    assertThat(steps.getLast().settledAfterMs()).isEqualTo(50);
  }
}
