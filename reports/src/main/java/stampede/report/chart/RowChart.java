package stampede.report.chart;

import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.reading.ServerLabels;

/**
 * A chart with a row for each cell under the name of its server: CPU count on the left, marks along
 * an axis, the figure in words on the right. As many rows as there are cells, so that nothing ever
 * overlaps. Children say what the axis is, what marks a cell gets, and what stands beside them.
 */
abstract class RowChart implements Chart {
  private static final double WIDTH = 560;
  private static final double CPU_COLUMN = 52;
  private static final double ROW = 20;
  private static final double SERVER_LINE = 21;
  private static final double BELOW = 40;

  private final List<Row> rows;

  RowChart(List<Cell> cells, ServerLabels labels) {
    this.rows = Row.of(cells, labels);
  }

  /** The axis that all rows share. */
  abstract Scale scale();

  /** What the axis shows, with its unit. */
  abstract String axisLabel();

  /** What each kind of mark stands for, in order. Empty when there is one kind only. */
  abstract List<Legend.Entry> legend();

  /** Draws the marks of a cell about the line {@code y}. */
  abstract void marks(Plot plot, Cell cell, double y);

  /** The figure in words; empty where the cell has none. */
  abstract Optional<String> words(Cell cell);

  /** A value to compare all rows with, drawn as a line across them; none unless a chart has one. */
  Optional<Double> reference() {
    return Optional.empty();
  }

  @Override
  public final String svg(String id) {
    double top = Legend.height(legend(), WIDTH) + 6;
    double bottom = bottom(top);
    Svg svg = new Svg(WIDTH, bottom + BELOW).labelled(id, title(), howToRead());
    Plot plot = new Plot(svg, id, scale());
    if (legend().stream().anyMatch(entry -> entry.sample() instanceof Legend.Sample.Hatched)) {
      Hatch.define(svg, id);
    }
    Legend.draw(svg, id, legend(), WIDTH);
    axis(plot, top, bottom);
    double y = top;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).isFirst()) {
        svg.heading(0, y + 15, rows.get(i).named(), WIDTH);
        y += SERVER_LINE;
      }
      row(plot, rows.get(i), y + ROW / 2);
      y += ROW;
    }
    return svg.markup();
  }

  private double bottom(double top) {
    long groups = rows.stream().filter(Row::isFirst).count();
    return top + rows.size() * ROW + groups * SERVER_LINE + 2;
  }

  private void axis(Plot plot, double top, double bottom) {
    double width = Plot.RIGHT - Plot.LEFT;
    Grid grid = new Grid();
    for (Scale.Tick tick : plot.scale().ticks()) {
      grid.upright(Plot.LEFT + tick.at() * width, top, bottom);
    }
    grid.draw(plot.svg());
    for (Scale.Tick tick : TickLabels.thin(plot.scale().ticks(), width)) {
      double x = Plot.LEFT + tick.at() * width;
      plot.svg().text(x, bottom + 15, "middle", tick.label());
    }
    reference().ifPresent(value -> Marks.dashed(plot.svg(), plot.x(value), top, bottom));
    plot.svg().text(Plot.LEFT + width / 2, bottom + 32, "middle", axisLabel());
  }

  private String said(Row row, String words) {
    return "%s, %s: %s%s"
        .formatted(row.named(), row.cpus(), words, row.cell().valid() ? "" : " (not valid)");
  }

  private void row(Plot plot, Row row, double y) {
    Optional<String> words = words(row.cell());
    Svg svg = plot.svg().saying(said(row, words.orElse("no figure")));
    svg.text(CPU_COLUMN, y + 4, "end", row.cpus());
    if (words.isEmpty()) {
      svg.text(Plot.LEFT + 6, y + 4, "start", "no figure");
    } else {
      marks(plot, row.cell(), y);
    }
    double x = Plot.RIGHT + 10;
    if (!row.cell().valid()) {
      Marks.cross(svg, x + 3, y);
      x += 13;
    }
    svg.text(x, y + 4, "start", words.orElse("–"), WIDTH - x);
    svg.close();
  }
}
