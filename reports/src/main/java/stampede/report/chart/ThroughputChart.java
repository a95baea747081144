package stampede.report.chart;

import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;
import stampede.report.reading.Standing;

/** Throughput of each cell as a bar, with the spread of its rounds. */
public final class ThroughputChart extends RowChart {
  private final List<Cell> cells;

  /** Shows those cells, which should compare. */
  public ThroughputChart(List<Cell> cells, ServerLabels labels) {
    super(cells, labels);
    this.cells = cells;
  }

  @Override
  public String title() {
    return "Throughput by server and CPU count";
  }

  @Override
  public String howToRead() {
    return "A longer bar answered more requests per second. The thin line spans the rounds. A"
        + " hatched bar was held back by the load generator or the schedule, so the server"
        + " may do more; a hollow one with a cross is not valid.";
  }

  @Override
  Scale scale() {
    return LinearScale.fromZero(
        cells.stream().mapToDouble(ThroughputChart::greatest).max().orElse(1));
  }

  @Override
  String axisLabel() {
    return "requests answered per second";
  }

  @Override
  List<Legend.Entry> legend() {
    return List.of(
        new Legend.Entry(new Legend.Sample.Solid(), 0, "limited by the server or unknown"),
        new Legend.Entry(new Legend.Sample.Hatched(), 0, "a lower bound: server may do more"),
        new Legend.Entry(new Legend.Sample.Invalid(), 0, "not valid"));
  }

  @Override
  void marks(Plot plot, Cell cell, double y) {
    double end = plot.x(cell.throughputPerS());
    Standing standing = Standing.of(cell);
    if (standing == Standing.AT_LEAST || standing == Standing.AS_OFFERED) {
      Marks.hatched(plot.svg(), Plot.LEFT, end, y, 0, plot.hatch(0));
    } else {
      Marks.bar(plot.svg(), Plot.LEFT, end, y, 0, cell.valid());
    }
    if (cell.throughputSpread() != null) {
      spread(plot, cell, y);
    }
  }

  private static void spread(Plot plot, Cell cell, double y) {
    double from = cell.throughputSpread().min();
    double to = cell.throughputSpread().max();
    if (Double.isFinite(from) && Double.isFinite(to)) {
      Marks.whisker(plot.svg(), plot.x(from), plot.x(to), y);
    }
  }

  @Override
  Optional<String> words(Cell cell) {
    if (cell.throughputPerS() == null) {
      return Optional.empty();
    }
    String figure = Numbers.of(cell.throughputPerS());
    return Optional.of(Standing.of(cell) == Standing.AT_LEAST ? "at least " + figure : figure);
  }

  private static double greatest(Cell cell) {
    double most = cell.throughputPerS() == null ? 0 : cell.throughputPerS();
    boolean spread = cell.throughputSpread() != null;
    double spreadMax = spread ? cell.throughputSpread().max() : 0;
    return Double.isFinite(spreadMax) ? Math.max(most, spreadMax) : most;
  }
}
