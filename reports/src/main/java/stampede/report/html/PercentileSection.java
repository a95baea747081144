package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.Latencies;
import stampede.report.Quantiles;
import stampede.report.chart.PercentileChart;
import stampede.report.reading.Numbers;

/** The whole distribution of the total latency, with the rare long ones drawn large. */
final class PercentileSection implements Section {
  private static final String FEW = "too few requests for this quantile";

  @Override
  public String anchor() {
    return "percentiles";
  }

  @Override
  public String title() {
    return "Percentile curves";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "A median hides what one request in a hundred has to bear. These curves show it all:"
                + " the total latency from the intended start, for cells with the same number of"
                + " CPUs, at"
                + " most %d to a picture, all pictures of a load on the same axes."
                    .formatted(PercentileChart.MOST_CELLS)));
    blocks.addAll(
        reading.eachConditions(anchor(), (id, cells) -> ofConditions(reading, id, cells)));
    return blocks;
  }

  private static List<Block> ofConditions(Reading reading, String id, List<Cell> cells) {
    List<Block> blocks = new ArrayList<>();
    int number = 0;
    for (int cpus : cells.stream().map(Cell::cpus).distinct().sorted().toList()) {
      List<Cell> drawn =
          cells.stream()
              .filter(cell -> cell.cpus() == cpus && !PercentileChart.points(cell).isEmpty())
              .toList();
      for (int i = 0; i < drawn.size(); i += PercentileChart.MOST_CELLS) {
        int end = Math.min(drawn.size(), i + PercentileChart.MOST_CELLS);
        var chart = new PercentileChart(drawn.subList(i, end), cells, reading.labels());
        blocks.add(Reading.figure(id + "-chart-" + ++number, chart));
      }
    }
    if (number == 0) {
      blocks.add(new Block.Prose("No curve was recorded for these cells."));
    }
    blocks.add(Column.folded("Every phase, every quantile", columns(reading), lines(cells)));
    return blocks;
  }

  private record Line(Cell cell, String phase, Quantiles quantiles) {}

  private static List<Line> lines(List<Cell> cells) {
    List<Line> lines = new ArrayList<>();
    for (Cell cell : cells) {
      phases(lines, cell, cell.latencyUs(), "");
      phases(lines, cell, cell.latencyFromActualUs(), " from the actual start");
      line(lines, cell, "lag", cell.lagUs());
    }
    return lines;
  }

  private static void phases(List<Line> lines, Cell cell, Latencies latencies, String start) {
    if (latencies != null) {
      line(lines, cell, "total" + start, latencies.total());
      line(lines, cell, "connect" + start, latencies.connect());
      if (start.isEmpty()) {
        line(lines, cell, "queue", latencies.queue());
        line(lines, cell, "service", latencies.service());
      }
    }
  }

  private static void line(List<Line> lines, Cell cell, String phase, Quantiles quantiles) {
    if (quantiles != null) {
      lines.add(new Line(cell, phase, quantiles));
    }
  }

  private static List<Column<Line>> columns(Reading reading) {
    List<Column<Line>> columns = new ArrayList<>();
    for (Column<Cell> column : CellColumns.of(reading)) {
      columns.add(new Column<>(column.head(), line -> column.entry().apply(line.cell())));
    }
    columns.add(Column.words("phase", "", line -> Entry.of(line.phase())));
    columns.add(quantile("p50", Quantiles::p50));
    columns.add(quantile("p90", Quantiles::p90));
    columns.add(quantile("p99", Quantiles::p99));
    columns.add(quantile("p99.9", Quantiles::p999));
    columns.add(quantile("longest", Quantiles::max));
    columns.add(quantile("mean", Quantiles::mean));
    columns.add(
        Column.number("samples", "", line -> Entry.of(Numbers.count(line.quantiles().count()))));
    return columns;
  }

  private static Column<Line> quantile(String name, Function<Quantiles, Double> quantile) {
    return Column.number(name, "", line -> Entry.duration(quantile.apply(line.quantiles()), FEW));
  }
}
