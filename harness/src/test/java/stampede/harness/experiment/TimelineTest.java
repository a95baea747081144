package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.History;
import stampede.contract.Outcome;
import stampede.contract.PopulationSample;
import stampede.harness.observe.Intervals;
import stampede.harness.observe.PopulationFigures;
import stampede.harness.observe.Traffic;
import stampede.report.Cell;
import stampede.report.LoadStep;
import stampede.report.TimelinePoint;

@Timeout(30)
class TimelineTest {
  private static final long MS = 1_000_000L;

  private final Intervals intervals = Intervals.of(0, 200 * MS);

  @Test
  void aPointSaysWhatIsKnownAndNullOfTheRest() {
    try (History history = History.create(1, 1, 10)) {
      var clients = history.writer(0);
      clients.end(clients.invoke(MS, MS), Outcome.OK, 0, 0, MS, MS, MS, 2 * MS);
      PopulationSample sample = new PopulationSample(5, 3, 2, 1, 1, 0.5, 0.25, 4, 2_000);
      Timeline timeline =
          Timeline.of(
              new Sample().plan(),
              intervals,
              Traffic.of(intervals, history, Optional.empty()),
              PopulationFigures.of(intervals, List.of(sample)));
      assertThat(timeline.points())
          .containsExactly(
              new TimelinePoint(0, 100, 3, 2, 1.0, 0.5, 0.25, 4, null, 10.0, null, 2.0),
              new TimelinePoint(
                  100, 100, null, null, null, null, null, null, null, 0.0, null, null));
      assertThat(timeline.steps()).isEmpty();
    }
  }

  @Test
  void theCellHasTheTimelineOfItsLastValidRound() {
    List<RoundResult> rounds = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      Sample sample = new Sample();
      sample.round = round;
      sample.cancelled = round == 2;
      sample.timeline =
          new Timeline(List.of(), List.of(new LoadStep(0, 1, round, null, null, null, 0)));
      rounds.add(sample.result());
    }
    Cell cell = CellFigures.of(new Sample().plan(), rounds, Map.of());
    assertThat(cell.rounds().get(2).valid()).isFalse();
    assertThat(cell.steps()).extracting(LoadStep::ratePerS).containsExactly(1.0);
  }
}
