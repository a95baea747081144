package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.PopulationSample;

@Timeout(20)
class PopulationFiguresTest {
  private static final long MS = 1_000_000L;
  private final Intervals intervals = Intervals.of(0, 300 * MS);

  @Test
  void anIntervalHasTheLastCountsAndTheMeansOfItsSamples() {
    List<Optional<PopulationFigures>> figures =
        PopulationFigures.of(
            intervals,
            List.of(
                new PopulationSample(-1, 9, 9, 9, 9, 9, 9, 9, 9),
                new PopulationSample(10 * MS, 3, 2, 1, 2, 1, 4, 6, 1000),
                new PopulationSample(90 * MS, 4, 3, 1, 0, 2, 5, 9, 3000),
                new PopulationSample(200 * MS, 4, 4, 0, 4, 0, 0, 0, 0)));
    assertThat(figures)
        .containsExactly(
            Optional.of(
                new PopulationFigures(
                    4,
                    3,
                    1,
                    1.5,
                    OptionalDouble.of(4.5),
                    OptionalInt.of(9),
                    OptionalDouble.of(2000))),
            Optional.of(
                new PopulationFigures(
                    4, 4, 4, 0, OptionalDouble.of(0), OptionalInt.of(0), OptionalDouble.of(0))),
            Optional.of(
                new PopulationFigures(
                    4, 4, 4, 0, OptionalDouble.of(0), OptionalInt.of(0), OptionalDouble.of(0))));
  }

  @Test
  void beforeTheFirstSampleAndAfterTheLastNothingIsKnown() {
    PopulationSample only = new PopulationSample(150 * MS, 1, 1, 0, 1, 0, 0, 0, 0);
    assertThat(PopulationFigures.of(intervals, List.of(only)))
        .extracting(Optional::isPresent)
        .containsExactly(false, true, false);
  }

  @Test
  void whatTheSpawnerDidNotKnowStaysUnknown() {
    PopulationFigures figures =
        PopulationFigures.of(
                intervals,
                List.of(
                    new PopulationSample(0, 1, 1, 0, 1, 0, Double.NaN, -1, -1),
                    new PopulationSample(1, 1, 1, 0, 1, 0, Double.NaN, -1, Long.MAX_VALUE)))
            .getFirst()
            .orElseThrow();
    assertThat(figures.pending()).isEmpty();
    assertThat(figures.maxPending()).isEmpty();
    assertThat(figures.waitNs()).isEmpty();
  }

  @Test
  void aSpawnerThatTracesNothingTellsNothing() {
    assertThat(PopulationFigures.of(intervals, List.of())).hasSize(3).allMatch(Optional::isEmpty);
  }
}
