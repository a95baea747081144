package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.PercentilePoint;
import stampede.report.Quantiles;

@Timeout(10)
class FiguresTest {
  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    assertThat(Figures.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Figures.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    assertThat(Figures.median(List.of(7.0))).isEqualTo(7);
  }

  @Test
  void theMedianLeavesOutWhatIsUnknown() {
    assertThat(Figures.median(Arrays.asList(null, 1.0, null, 3.0))).isEqualTo(2);
    assertThat(Figures.median(Arrays.asList(null, null))).isNull();
    assertThat(Figures.median(List.of())).isNull();
  }

  @Test
  void jainIsOneForEqualSharesAndOneNthForASingleTaker() {
    assertThat(Figures.jain(new double[] {5, 5, 5, 5})).isEqualTo(1, within(1e-12));
    assertThat(Figures.jain(new double[] {8, 0, 0, 0})).isEqualTo(0.25, within(1e-12));
    assertThat(Figures.jain(new double[] {1, 3})).isEqualTo(0.8, within(1e-12));
    assertThat(Figures.jain(new double[] {0, 0})).isNull();
    assertThat(Figures.jain(new double[] {})).isNull();
  }

  @Test
  void aQuantileNeedsTenSamplesBeyondIt() {
    assertThat(Figures.quantiles(Sample.histogram(19, 1_000)).p50()).isNull();
    assertThat(Figures.quantiles(Sample.histogram(20, 1_000)).p50()).isNotNull();
    assertThat(Figures.quantiles(Sample.histogram(999, 1_000)).p99()).isNull();
    assertThat(Figures.quantiles(Sample.histogram(1_000, 1_000)).p99()).isNotNull();
    assertThat(Figures.quantiles(Sample.histogram(9_999, 1_000)).p999()).isNull();
    assertThat(Figures.quantiles(Sample.histogram(10_000, 1_000)).p999()).isNotNull();
  }

  @Test
  void figuresAreInMicroseconds() {
    Quantiles quantiles = Figures.quantiles(Sample.histogram(100, 2_000_000));
    assertThat(quantiles.p90()).isEqualTo(2_000, within(2.0));
    assertThat(quantiles.max()).isEqualTo(2_000, within(2.0));
    assertThat(quantiles.mean()).isEqualTo(2_000, within(2.0));
    assertThat(quantiles.count()).isEqualTo(100);
  }

  @Test
  void nothingMeasuredGivesNoFigureButACountOfZero() {
    Quantiles quantiles = Figures.quantiles(new Histogram(3));
    assertThat(quantiles.max()).isNull();
    assertThat(quantiles.mean()).isNull();
    assertThat(quantiles.p50()).isNull();
    assertThat(quantiles.count()).isZero();
  }

  @Test
  void aCellsQuantileIsTheMedianOfItsRounds() {
    Quantiles cell =
        Figures.quantiles(
            List.of(
                Sample.histogram(100, 1_000_000),
                Sample.histogram(100, 9_000_000),
                Sample.histogram(100, 2_000_000)));
    assertThat(cell.p50()).isEqualTo(2_000, within(2.0));
    assertThat(cell.max()).isEqualTo(9_000, within(9.0));
    assertThat(cell.count()).isEqualTo(300);
  }

  @Test
  void aQuantileSomeRoundCannotGiveComesFromAllSamplesTogether() {
    List<Histogram> rounds =
        List.of(Sample.histogram(600, 1_000_000), Sample.histogram(600, 3_000_000));
    assertThat(Figures.quantiles(rounds).p99()).isEqualTo(3_000, within(3.0));
    assertThat(Figures.quantiles(rounds).p999()).isNull();
  }

  @Test
  void theCurveRisesInBothAndEndsAtTheMaximum() {
    Histogram first = new Histogram(3);
    Histogram second = new Histogram(3);
    for (int i = 1; i <= 1_000; i++) {
      first.recordValue(i * 1_000L);
      second.recordValue(i * 2_000L);
    }
    List<PercentilePoint> curve = Figures.quantiles(List.of(first, second)).curve();
    assertThat(curve).hasSizeGreaterThan(10);
    assertThat(curve).isSortedAccordingTo((a, b) -> Double.compare(a.valueUs(), b.valueUs()));
    assertThat(curve).isSortedAccordingTo((a, b) -> Double.compare(a.percentile(), b.percentile()));
    assertThat(curve.getLast().percentile()).isEqualTo(100);
    assertThat(curve.getLast().valueUs()).isEqualTo(2_000, within(2.0));
  }

  @Test
  void countsByNameAreAdded() {
    assertThat(Figures.sum(List.of(Map.of("a", 1L, "b", 2L), Map.of("b", 3L))))
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", 1L, "b", 5L));
  }
}
