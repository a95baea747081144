package stampede.report.chart;

import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.CpuPerConnection;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;

/** CPU time per connection, of the server and, after it, of the load generator. */
public final class CpuChart extends RowChart {
  private final List<Cell> cells;

  /** Shows those cells, which should compare. */
  public CpuChart(List<Cell> cells, ServerLabels labels) {
    super(cells, labels);
    this.cells = cells;
  }

  @Override
  public String title() {
    return "CPU time per connection";
  }

  @Override
  public String howToRead() {
    return "The plain part is what the server spends on one connection, the hatched part what the"
        + " load generator adds. Compare servers by the plain part: shorter is cheaper, and"
        + " it holds even where the load generator was the limit.";
  }

  @Override
  Scale scale() {
    return LinearScale.between(
        0,
        cells.stream()
            .map(Cell::cpuUsPerConnection)
            .mapToDouble(cpu -> cpu == null ? 0 : or0(cpu.server()) + or0(cpu.generator()))
            .max()
            .orElse(1),
        Numbers::duration);
  }

  @Override
  String axisLabel() {
    return "CPU time per connection, user and kernel";
  }

  @Override
  List<Legend.Entry> legend() {
    return List.of(
        new Legend.Entry(new Legend.Sample.Solid(), 0, "server"),
        new Legend.Entry(new Legend.Sample.Hatched(), 1, "load generator"),
        new Legend.Entry(new Legend.Sample.Invalid(), 0, "not valid"));
  }

  @Override
  void marks(Plot plot, Cell cell, double y) {
    CpuPerConnection cpu = cell.cpuUsPerConnection();
    double server = or0(cpu.server());
    if (cpu.generator() != null) {
      double end = plot.x(server + cpu.generator());
      Marks.hatched(plot.svg(), plot.x(server), end, y, 1, plot.hatch(1));
    }
    if (cpu.server() != null) {
      Marks.bar(plot.svg(), Plot.LEFT, plot.x(server), y, 0, cell.valid());
    }
  }

  @Override
  Optional<String> words(Cell cell) {
    CpuPerConnection cpu = cell.cpuUsPerConnection();
    if (cpu == null || (cpu.server() == null && cpu.generator() == null)) {
      return Optional.empty();
    }
    return Optional.of(Numbers.duration(cpu.server()));
  }

  private static double or0(Double value) {
    return value == null ? 0 : value;
  }
}
