package stampede.report.chart;

import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;

/** Where the mean latency goes: unlike quantiles, means of phases add up. */
public final class PhaseChart extends RowChart {
  private final List<Cell> cells;

  /** Shows those cells, which should compare. */
  public PhaseChart(List<Cell> cells, ServerLabels labels) {
    super(cells, labels);
    this.cells = cells;
  }

  @Override
  public String title() {
    return "Where the mean latency goes";
  }

  @Override
  public String howToRead() {
    return "Each bar is the mean latency of a cell, cut into the time to connect, the wait in the"
        + " buffer until a handler accepted, and the service. What no phase explains, such"
        + " as the way of the answer back to the client, is the rest up to the total on the"
        + " right.";
  }

  @Override
  Scale scale() {
    return LinearScale.between(
        0, cells.stream().mapToDouble(PhaseChart::length).max().orElse(1), Numbers::duration);
  }

  @Override
  String axisLabel() {
    return "mean latency from the intended start";
  }

  @Override
  List<Legend.Entry> legend() {
    return List.of(
        new Legend.Entry(new Legend.Sample.Solid(), 0, "connect"),
        new Legend.Entry(new Legend.Sample.Hatched(), 1, "queue (wait in the buffer)"),
        new Legend.Entry(new Legend.Sample.Hatched(), 2, "service"),
        new Legend.Entry(new Legend.Sample.Hollow(), 3, "rest"),
        new Legend.Entry(new Legend.Sample.Invalid(), 0, "not valid"));
  }

  @Override
  void marks(Plot plot, Cell cell, double y) {
    double connect = mean(cell.latencyUs().connect());
    double queue = connect + mean(cell.latencyUs().queue());
    double service = queue + mean(cell.latencyUs().service());
    double total = mean(cell.latencyUs().total());
    Marks.bar(plot.svg(), Plot.LEFT, plot.x(connect), y, 0, true);
    if (queue > connect) {
      Marks.hatched(plot.svg(), plot.x(connect), plot.x(queue), y, 1, plot.hatch(1));
    }
    if (service > queue) {
      Marks.hatched(plot.svg(), plot.x(queue), plot.x(service), y, 2, plot.hatch(2));
    }
    if (total > service) {
      Marks.bar(plot.svg(), plot.x(service), plot.x(total), y, 3, false);
    }
  }

  @Override
  Optional<String> words(Cell cell) {
    boolean known =
        cell.latencyUs() != null
            && cell.latencyUs().total() != null
            && cell.latencyUs().total().mean() != null;
    return known
        ? Optional.of(Numbers.duration(cell.latencyUs().total().mean()))
        : Optional.empty();
  }

  private static double length(Cell cell) {
    if (cell.latencyUs() == null) {
      return 0;
    }
    double phases =
        mean(cell.latencyUs().connect())
            + mean(cell.latencyUs().queue())
            + mean(cell.latencyUs().service());
    return Math.max(phases, mean(cell.latencyUs().total()));
  }

  private static double mean(Quantiles phase) {
    return phase == null || phase.mean() == null ? 0 : phase.mean();
  }
}
