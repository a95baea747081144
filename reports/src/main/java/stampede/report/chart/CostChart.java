package stampede.report.chart;

import java.util.List;
import stampede.report.micro.MicroBenchmark;
import stampede.report.reading.MicroReading;

/** What each way of a group costs, as a bar with the interval of its error. */
public final class CostChart implements Chart {
  private static final double WIDTH = 660;
  private static final double LEFT = 230;
  private static final double RIGHT = 540;
  private static final double ROW = 22;
  private static final double TOP = 6;
  private static final double BELOW = 40;

  private final String group;
  private final List<MicroBenchmark> rows;
  private final LinearScale scale;

  /** Shows those of one group. */
  public CostChart(String group, List<MicroBenchmark> benchmarks) {
    this.group = group;
    this.rows = benchmarks.stream().filter(row -> row.score() != null).toList();
    double most = rows.stream().mapToDouble(row -> row.score() + error(row)).max().orElse(1);
    this.scale = LinearScale.between(0, most, MicroReading::time);
  }

  private static double error(MicroBenchmark row) {
    return row.error() == null ? 0 : row.error();
  }

  @Override
  public String title() {
    return group;
  }

  @Override
  public String howToRead() {
    return "Each bar is the mean time of one operation, shorter is cheaper; the thin line is the"
        + " interval in which the mean lies with 99.9% confidence, if iterations vary by"
        + " chance alone. A hollow bar has an error above a fifth of its score.";
  }

  @Override
  public String svg(String id) {
    double bottom = TOP + rows.size() * ROW;
    Svg svg = new Svg(WIDTH, bottom + BELOW).labelled(id, title(), howToRead());
    Grid grid = new Grid();
    for (Scale.Tick tick : TickLabels.thin(scale.ticks(), RIGHT - LEFT)) {
      double x = LEFT + tick.at() * (RIGHT - LEFT);
      grid.upright(x, TOP, bottom);
      svg.text(x, bottom + 15, "middle", tick.label());
    }
    grid.draw(svg);
    svg.text((LEFT + RIGHT) / 2, bottom + 32, "middle", "time of one operation");
    for (int i = 0; i < rows.size(); i++) {
      row(svg, rows.get(i), TOP + i * ROW + ROW / 2);
    }
    return svg.markup();
  }

  private void row(Svg svg, MicroBenchmark row, double y) {
    svg.text(0, y + 4, "start", MicroReading.label(row, rows), LEFT - 8);
    Marks.bar(svg, LEFT, x(row.score()), y, 0, !MicroReading.isWide(row));
    double error = error(row);
    if (error > 0) {
      Marks.whisker(svg, x(Math.max(0, row.score() - error)), x(row.score() + error), y);
    }
    svg.text(RIGHT + 10, y + 4, "start", MicroReading.time(row.score()), WIDTH - RIGHT - 10);
  }

  private double x(double ns) {
    return LEFT + scale.at(ns) * (RIGHT - LEFT);
  }
}
