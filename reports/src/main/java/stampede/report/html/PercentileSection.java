package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.chart.PercentileChart;
import stampede.report.reading.Numbers;
import stampede.report.reading.Phase;

/** The whole distribution of latency and its phases, with the rare long ones drawn large. */
final class PercentileSection implements Section {
  private static final int MOST_POINTS = 120;
  private static final List<Phase> FOLDED =
      List.of(Phase.CONNECT, Phase.QUEUE, Phase.SERVICE, Phase.ACTUAL_TOTAL, Phase.LAG);
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
                + " the whole latency from the intended start first, then each phase of it, and"
                + " what it"
                + " is from the actual start, for cells with the same number of CPUs, at most %d to"
                    .formatted(PercentileChart.MOST_CELLS)
                + " a picture. All pictures of a phase under a load have the same axes. Where the"
                + " curve from the actual start lies lower, the load generator was late, and a tool"
                + " that counts from there would not have seen that wait."));
    blocks.addAll(
        reading.eachConditions(anchor(), (id, cells) -> ofConditions(reading, id, cells)));
    return blocks;
  }

  private static List<Block> ofConditions(Reading reading, String id, List<Cell> cells) {
    List<Block> blocks = new ArrayList<>(charts(reading, id + "-chart", cells, Phase.TOTAL));
    if (blocks.isEmpty()) {
      blocks.add(new Block.Prose("No curve was recorded for these cells."));
    }
    for (Phase phase : reading.isInFull() ? FOLDED : List.<Phase>of()) {
      String name = id + "-" + phase.name().toLowerCase(Locale.ROOT).replace('_', '-');
      List<Block> own = charts(reading, name, cells, phase);
      if (!own.isEmpty()) {
        blocks.add(new Block.Fold("Curves: " + phase.words() + ", " + phase.meaning(), own));
      }
    }
    if (!reading.isInFull()) {
      blocks.add(new Block.Prose(Reading.TOO_MANY));
    }
    blocks.add(Column.folded("Every phase, every quantile", columns(reading), lines(cells)));
    return blocks;
  }

  private static List<Block> charts(Reading reading, String id, List<Cell> cells, Phase phase) {
    List<Block> blocks = new ArrayList<>();
    int points = Math.min(MOST_POINTS, reading.share(2 * MOST_POINTS));
    for (int cpus : cells.stream().map(Cell::cpus).distinct().sorted().toList()) {
      List<Cell> drawn =
          cells.stream()
              .filter(cell -> cell.cpus() == cpus)
              .filter(cell -> !PercentileChart.points(phase, cell).isEmpty())
              .toList();
      for (int i = 0; i < drawn.size(); i += PercentileChart.MOST_CELLS) {
        int end = Math.min(drawn.size(), i + PercentileChart.MOST_CELLS);
        var few = drawn.subList(i, end);
        var chart = new PercentileChart(phase, few, cells, reading.labels(), points);
        blocks.add(Reading.figure(id + "-" + (blocks.size() + 1), chart));
      }
    }
    return blocks;
  }

  private record Line(Cell cell, Phase phase, Quantiles quantiles) {}

  private static List<Line> lines(List<Cell> cells) {
    List<Line> lines = new ArrayList<>();
    for (Cell cell : cells) {
      for (Phase phase : Phase.values()) {
        phase.of(cell).ifPresent(quantiles -> lines.add(new Line(cell, phase, quantiles)));
      }
    }
    return lines;
  }

  private static List<Column<Line>> columns(Reading reading) {
    List<Column<Line>> columns = new ArrayList<>();
    for (Column<Cell> column : CellColumns.of(reading)) {
      columns.add(new Column<>(column.head(), line -> column.entry().apply(line.cell())));
    }
    columns.add(Column.words("phase", "", line -> Entry.of(line.phase().words())));
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
