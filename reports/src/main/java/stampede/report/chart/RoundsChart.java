package stampede.report.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import stampede.report.Cell;
import stampede.report.Round;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;

/** How far the throughput of each round lies from its cell's. */
public final class RoundsChart extends RowChart {
  private final List<Cell> cells;

  /** Shows the rounds of those cells. */
  public RoundsChart(List<Cell> cells, ServerLabels labels) {
    super(cells, labels);
    this.cells = cells;
  }

  @Override
  public String title() {
    return "How far the rounds lie apart";
  }

  @Override
  public String howToRead() {
    return "Each disc is one round's throughput against the median of its cell, a ring one that is"
        + " not valid. A difference between servers that is smaller than this scatter means"
        + " nothing.";
  }

  @Override
  Scale scale() {
    double most =
        cells.stream().flatMapToDouble(RoundsChart::deviations).map(Math::abs).max().orElse(0);
    double reach = Math.max(2, most);
    return LinearScale.between(
        -reach, reach, value -> (value > 0 ? "+" : "") + Numbers.of(value) + " %");
  }

  @Override
  String axisLabel() {
    return "throughput of a round, against its cell's median";
  }

  @Override
  Optional<Double> reference() {
    return Optional.of(0.0);
  }

  @Override
  List<Legend.Entry> legend() {
    return List.of(
        new Legend.Entry(new Legend.Sample.Shaped(Marks.Shape.DISC), 0, "a round"),
        new Legend.Entry(
            new Legend.Sample.Shaped(Marks.Shape.RING), 0, "a round that is not valid"),
        new Legend.Entry(new Legend.Sample.Invalid(), 0, "cell not valid"));
  }

  @Override
  void marks(Plot plot, Cell cell, double y) {
    for (Round round : cell.rounds()) {
      if (round.throughputPerS() != null) {
        Marks.Shape shape = round.valid() ? Marks.Shape.DISC : Marks.Shape.RING;
        Marks.shape(plot.svg(), shape, plot.x(deviation(cell, round)), y, 0);
      }
    }
  }

  @Override
  Optional<String> words(Cell cell) {
    DoubleStream deviations = deviations(cell);
    var summary = deviations.summaryStatistics();
    return summary.getCount() == 0
        ? Optional.empty()
        : Optional.of("within " + Numbers.of(summary.getMax() - summary.getMin()) + " %");
  }

  private static DoubleStream deviations(Cell cell) {
    if (cell.throughputPerS() == null || cell.throughputPerS() <= 0) {
      return DoubleStream.empty();
    }
    return cell.rounds().stream()
        .filter(round -> round.throughputPerS() != null)
        .mapToDouble(round -> deviation(cell, round));
  }

  private static double deviation(Cell cell, Round round) {
    return (round.throughputPerS() / cell.throughputPerS() - 1) * 100;
  }
}
