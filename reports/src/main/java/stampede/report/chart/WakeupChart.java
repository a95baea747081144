package stampede.report.chart;

import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.Handlers;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;

/** Wakeups per accept as a bar, empty accepts per accept as a mark on it. */
public final class WakeupChart extends RowChart {
  private final List<Cell> cells;

  /** Shows those cells, which should compare. */
  public WakeupChart(List<Cell> cells, ServerLabels labels) {
    super(cells, labels);
    this.cells = cells;
  }

  @Override
  public String title() {
    return "Wakeups and empty accepts per accepted request";
  }

  @Override
  public String howToRead() {
    return "The bar counts how many times handlers left sleep for each request accepted; the"
        + " diamond how many attempts found nothing. At the dashed line, 1, nobody is woken"
        + " in vain; a bar as long as the number of handlers is a full herd. Below 1, busy"
        + " handlers take requests without sleeping between them.";
  }

  @Override
  Scale scale() {
    return LinearScale.fromZero(cells.stream().mapToDouble(WakeupChart::greatest).max().orElse(1));
  }

  @Override
  String axisLabel() {
    return "per accepted request";
  }

  @Override
  Optional<Double> reference() {
    return Optional.of(1.0);
  }

  @Override
  List<Legend.Entry> legend() {
    return List.of(
        new Legend.Entry(new Legend.Sample.Solid(), 0, "wakeups"),
        new Legend.Entry(new Legend.Sample.Shaped(Marks.Shape.DIAMOND), 1, "empty accepts"),
        new Legend.Entry(new Legend.Sample.Invalid(), 0, "not valid"));
  }

  @Override
  void marks(Plot plot, Cell cell, double y) {
    Handlers handlers = cell.handlers();
    if (handlers.wakeupsPerAccept() != null) {
      double end = plot.x(handlers.wakeupsPerAccept());
      Marks.bar(plot.svg(), Plot.LEFT, end, y, 0, cell.valid());
    }
    if (handlers.emptyAcceptsPerAccept() != null) {
      double x = plot.x(handlers.emptyAcceptsPerAccept());
      Marks.shape(plot.svg(), Marks.Shape.DIAMOND, x, y, 1);
    }
  }

  @Override
  Optional<String> words(Cell cell) {
    Handlers handlers = cell.handlers();
    if (handlers == null
        || (handlers.wakeupsPerAccept() == null && handlers.emptyAcceptsPerAccept() == null)) {
      return Optional.empty();
    }
    return Optional.of(
        Numbers.of(handlers.wakeupsPerAccept())
            + ", "
            + Numbers.of(handlers.emptyAcceptsPerAccept()));
  }

  private static double greatest(Cell cell) {
    Handlers handlers = cell.handlers();
    if (handlers == null) {
      return 1;
    }
    double wakeups = handlers.wakeupsPerAccept() == null ? 1 : handlers.wakeupsPerAccept();
    double empty = handlers.emptyAcceptsPerAccept() == null ? 1 : handlers.emptyAcceptsPerAccept();
    return Math.max(1, Math.max(wakeups, empty));
  }
}
