package stampede.report.chart;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;

/** The quantiles of the total latency of each cell as shapes on a line. */
public final class LatencyChart extends RowChart {
  private final List<Cell> cells;

  /** Shows those cells, which should compare. */
  public LatencyChart(List<Cell> cells, ServerLabels labels) {
    super(cells, labels);
    this.cells = cells;
  }

  @Override
  public String title() {
    return "Latency by server and CPU count";
  }

  @Override
  public String howToRead() {
    return "Each line runs from the latency that half of the requests stayed below (disc) to the"
        + " longest of all (bar). Further left is faster, a shorter line is steadier. The axis is"
        + " logarithmic. The figures on the right are p50 and p99.";
  }

  @Override
  Scale scale() {
    return LogScale.holding(values().min().orElse(10), values().max().orElse(1_000));
  }

  @Override
  String axisLabel() {
    return "total latency from the intended start (logarithmic)";
  }

  @Override
  List<Legend.Entry> legend() {
    return List.of(
        new Legend.Entry(new Legend.Sample.Shaped(Marks.Shape.DISC), 0, "p50"),
        new Legend.Entry(new Legend.Sample.Shaped(Marks.Shape.SQUARE), 0, "p90"),
        new Legend.Entry(new Legend.Sample.Shaped(Marks.Shape.DIAMOND), 1, "p99"),
        new Legend.Entry(new Legend.Sample.Shaped(Marks.Shape.TRIANGLE), 1, "p99.9"),
        new Legend.Entry(new Legend.Sample.Shaped(Marks.Shape.BAR), 1, "longest"),
        new Legend.Entry(new Legend.Sample.Invalid(), 0, "not valid"));
  }

  @Override
  void marks(Plot plot, Cell cell, double y) {
    Quantiles total = cell.latencyUs().total();
    double from = plot.x(of(total).min().orElse(0));
    double to = plot.x(of(total).max().orElse(0));
    Marks.range(plot.svg(), from, to, y, cell.valid());
    shape(plot, Marks.Shape.BAR, total.max(), y, 1);
    shape(plot, Marks.Shape.TRIANGLE, total.p999(), y, 1);
    shape(plot, Marks.Shape.DIAMOND, total.p99(), y, 1);
    shape(plot, Marks.Shape.SQUARE, total.p90(), y, 0);
    shape(plot, Marks.Shape.DISC, total.p50(), y, 0);
  }

  @Override
  Optional<String> words(Cell cell) {
    if (cell.latencyUs() == null
        || cell.latencyUs().total() == null
        || of(cell.latencyUs().total()).findAny().isEmpty()) {
      return Optional.empty();
    }
    Quantiles total = cell.latencyUs().total();
    return Optional.of(Numbers.duration(total.p50()) + ", " + Numbers.duration(total.p99()));
  }

  private static void shape(Plot plot, Marks.Shape shape, Double us, double y, int series) {
    if (us != null) {
      Marks.shape(plot.svg(), shape, plot.x(us), y, series);
    }
  }

  private DoubleStream values() {
    return cells.stream()
        .filter(cell -> words(cell).isPresent())
        .flatMapToDouble(cell -> of(cell.latencyUs().total()));
  }

  private static DoubleStream of(Quantiles q) {
    return Stream.of(q.p50(), q.p90(), q.p99(), q.p999(), q.max())
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue);
  }
}
