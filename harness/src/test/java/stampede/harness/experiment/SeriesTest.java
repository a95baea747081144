package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Outcome;
import stampede.harness.observe.Attempts;
import stampede.harness.observe.Intervals;
import stampede.harness.observe.QueueDepths;
import stampede.report.Cell;
import stampede.report.Heat;
import stampede.report.HeatInterval;
import stampede.report.Interval;

@Timeout(30)
class SeriesTest {
  private static final long MS = 1_000_000L;
  private static final long WANTED_NS = 100 * MS;

  private final History history = History.create(1, 1, 4);
  private final HistoryWriter clients = history.writer(0);
  private final Intervals intervals = Series.cut(1_000 * MS, 1_250 * MS, WANTED_NS);
  private final QueueDepths depths = new QueueDepths(intervals);

  @AfterEach
  void giveBack() {
    history.close();
  }

  private void attempt(Outcome outcome, long begunMs, long endedMs) {
    long id = clients.invoke(begunMs * MS, begunMs * MS);
    clients.end(id, outcome, 0, 0, begunMs * MS, begunMs * MS, endedMs * MS, endedMs * MS);
  }

  private Series series() {
    return Series.of(intervals, WANTED_NS, Attempts.of(intervals, history), depths);
  }

  @Test
  void anIntervalSaysWhatIsKnownAndNullOfTheRest() {
    attempt(Outcome.OK, 1_010, 1_012);
    attempt(Outcome.OK, 1_020, 1_022);
    attempt(Outcome.FAILED, 1_190, 1_215);
    depths.seen(1_001 * MS, OptionalInt.of(3));
    assertThat(series().intervals())
        .containsExactly(
            new Interval(0, 0.1, 20.0, 2_000.0, 2_000.0, 2_000.0, 0L, 0.04, 3.0),
            new Interval(0.1, 0.1, 0.0, null, null, null, 0L, 0.1, null),
            new Interval(0.2, 0.05, 0.0, 25_000.0, 25_000.0, 25_000.0, 1L, 0.3, null));
    assertThat(series().note()).isEmpty();
  }

  @Test
  void whatWasNotRecordedIsNotMadeUp() {
    assertThat(series()).isEqualTo(Series.none());
    for (int i = 0; i < 5; i++) {
      attempt(Outcome.OK, 1_010 + 40 * i, 1_020 + 40 * i);
    }
    depths.seen(1_201 * MS, OptionalInt.of(1));
    assertThat(series().intervals().get(1))
        .as("the history was full after 1130 ms")
        .isEqualTo(new Interval(0.1, 0.1, null, null, null, null, null, null, null));
    assertThat(series().intervals().get(2).queueDepth()).isEqualTo(1);
    assertThat(series().intervals().getFirst().throughputPerS()).isEqualTo(20);
  }

  @Test
  void latenciesAreCountedByIntervalAndBucket() {
    attempt(Outcome.OK, 1_010, 1_012);
    attempt(Outcome.OK, 1_020, 1_022);
    attempt(Outcome.FAILED, 1_050, 1_090);
    attempt(Outcome.OK, 1_210, 1_210);
    Heat heat = series().heat().orElseThrow();
    assertThat(heat.buckets()).isEqualTo(42);
    assertThat(heat.intervals()).extracting(HeatInterval::atS).containsExactly(0.0, 0.1, 0.2);
    assertThat(heat.intervals().getFirst().counts()).startsWith(2L).endsWith(1L).hasSize(9);
    assertThat(bucketBeginsUs(heat, heat.intervals().getFirst().first()))
        .isBetween(1_400.0, 2_000.0);
    assertThat(heat.intervals().get(1).counts()).isEmpty();
    assertThat(heat.intervals().get(2)).isEqualTo(new HeatInterval(0.2, 0.05, 0, List.of(1L)));
  }

  private static double bucketBeginsUs(Heat heat, int bucket) {
    return heat.fromUs() * Math.pow(10, (double) bucket / heat.perDecade());
  }

  @Test
  void theHeatHasAtMostAHundredIntervalsAndEndsWhereTheRecordDoes() {
    Intervals many = Series.cut(1_000 * MS, 2_250 * MS, 10 * MS);
    attempt(Outcome.OK, 1_010, 1_012);
    attempt(Outcome.OK, 1_900, 1_912);
    Series all = Series.of(many, 10 * MS, Attempts.of(many, history), new QueueDepths(many));
    assertThat(all.heat().orElseThrow().intervals()).hasSize(63);
    for (int i = 0; i < 4; i++) {
      attempt(Outcome.OK, 1_950 + i, 1_960);
    }
    Series cut = Series.of(many, 10 * MS, Attempts.of(many, history), new QueueDepths(many));
    assertThat(cut.heat().orElseThrow().intervals()).hasSizeLessThan(63).isNotEmpty();
  }

  @Test
  void intervalsThatWouldBeTooManyAreLongerAndANoteSaysSo() {
    Intervals many = Series.cut(0, 60_000 * MS, 10 * MS);
    assertThat(many.count()).isEqualTo(Series.MOST);
    attempt(Outcome.OK, 1_010, 1_020);
    Series series = Series.of(many, 10 * MS, Attempts.of(many, history), new QueueDepths(many));
    assertThat(series.intervals()).hasSize(Series.MOST);
    assertThat(series.note().orElseThrow()).contains("20ms", "10ms", "3000");
  }

  private static RoundResult round(int round, boolean valid, double lengthS) {
    Sample sample = new Sample();
    sample.round = round;
    sample.cancelled = !valid;
    Interval known = new Interval(0, lengthS, 10.0, 1.25, 2.0, 3.0, 4L, 0.5, null);
    Interval unknown = new Interval(lengthS, lengthS, null, null, null, null, null, null, 7.0);
    sample.series = new Series(List.of(known, unknown), Optional.of("note of round " + round));
    return sample.result();
  }

  @Test
  void theCellHasTheSeriesOfItsLastValidRound() {
    List<RoundResult> rounds =
        List.of(round(0, true, 0.1), round(1, true, 0.2), round(2, false, 0.3));
    Cell cell = CellFigures.of(new Sample().plan(), rounds, Map.of());
    assertThat(cell.intervals()).extracting(Interval::lengthS).containsExactly(0.2, 0.2);
    assertThat(cell.notes()).contains("note of round 1").doesNotContain("note of round 0");
  }

  @Test
  void theTableHasEveryRoundAndLeavesEmptyWhatIsNotKnown() throws IOException {
    StringBuilder out = new StringBuilder();
    SeriesTable.write(List.of(round(0, true, 0.1), round(1, false, 0.2)), out);
    assertThat(out.toString().lines())
        .containsExactly(
            "round,at_s,length_s,throughput_per_s,p50_us,p99_us,max_us,errors,in_flight,queue_depth",
            "0,0.000,0.100,10.000,1.250,2.000,3.000,4,0.500,",
            "0,0.100,0.100,,,,,,,7.000",
            "1,0.000,0.200,10.000,1.250,2.000,3.000,4,0.500,",
            "1,0.200,0.200,,,,,,,7.000");
  }
}
