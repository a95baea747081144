package stampede.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import stampede.report.Cell;
import stampede.report.PercentilePoint;
import stampede.report.Quantiles;
import stampede.report.reading.Numbers;
import stampede.report.reading.Phase;
import stampede.report.reading.ServerLabels;

/** One phase's latency against percentile for a few cells, percentiles stretched by their nines. */
public final class PercentileChart implements Chart {
  /** The most cells one picture can hold and still be read. */
  public static final int MOST_CELLS = Ink.SERIES_COUNT;

  private static final double WIDTH = 560;
  private static final double LEFT = 62;
  private static final double RIGHT = 535;
  private static final double TOP = 10;
  private static final double BOTTOM = 300;
  private static final double KEYS = BOTTOM + 46;
  private static final double KEY_LINE = 21;

  private final Phase phase;
  private final int mostPoints;
  private final List<Cell> cells;
  private final ServerLabels labels;
  private final LogScale latency;
  private final NinesScale percentiles;

  /**
   * @param phase the part of the latency that is drawn
   * @param cells what to draw, at most {@link #MOST_CELLS}
   * @param comparable the cells whose pictures should have the same axes as this one
   * @param mostPoints how many points a curve is drawn by
   */
  public PercentileChart(
      Phase phase, List<Cell> cells, List<Cell> comparable, ServerLabels labels, int mostPoints) {
    if (cells.size() > MOST_CELLS) {
      throw new IllegalArgumentException("at most " + MOST_CELLS + " cells, not " + cells.size());
    }
    this.phase = phase;
    this.mostPoints = mostPoints;
    this.cells = cells;
    this.labels = labels;
    List<PercentilePoint> all =
        comparable.stream().flatMap(c -> points(phase, c).stream()).toList();
    this.latency =
        LogScale.holding(
            all.stream().mapToDouble(PercentilePoint::valueUs).min().orElse(10),
            all.stream().mapToDouble(PercentilePoint::valueUs).max().orElse(1_000));
    this.percentiles =
        NinesScale.reaching(
            all.stream()
                .mapToDouble(PercentilePoint::percentile)
                .filter(p -> p < 100)
                .max()
                .orElse(99));
  }

  @Override
  public String title() {
    List<String> cpus =
        cells.stream().map(c -> Numbers.counted(c.cpus(), "CPU")).distinct().toList();
    return "Latency by percentile, %s, %s".formatted(phase.words(), String.join(" and ", cpus));
  }

  @Override
  public String howToRead() {
    return "Drawn is "
        + phase.meaning()
        + ". Read upwards from a percentile: for that many percent"
        + " of the requests it was at most what stands on the left. To the right every step is"
        + " another nine, that is, ten times rarer. A lower and flatter line is better.";
  }

  @Override
  public String svg(String id) {
    Svg svg = new Svg(WIDTH, KEYS + cells.size() * KEY_LINE + 6).labelled(id, title(), howToRead());
    axes(svg);
    for (int i = 0; i < cells.size(); i++) {
      svg.series(labels.of(cells.get(i)));
      curve(svg, i);
      svg.close();
      key(svg, i);
    }
    return svg.markup();
  }

  /** The points of a cell that can be drawn: finite, and below 100. */
  public static List<PercentilePoint> points(Phase phase, Cell cell) {
    return phase.of(cell).map(Quantiles::curve).orElse(List.of()).stream()
        .filter(p -> Double.isFinite(p.percentile()) && Double.isFinite(p.valueUs()))
        .filter(p -> p.percentile() >= 0 && p.percentile() < 100)
        .toList();
  }

  private void axes(Svg svg) {
    for (Scale.Tick tick : TickLabels.thin(percentiles.ticks(), RIGHT - LEFT)) {
      double x = LEFT + tick.at() * (RIGHT - LEFT);
      Marks.line(svg, x, TOP, x, BOTTOM, Ink.GRID, "g");
      svg.text(x, BOTTOM + 15, "middle", tick.label());
    }
    for (Scale.Tick tick : latency.ticks()) {
      double y = BOTTOM - tick.at() * (BOTTOM - TOP);
      Marks.line(svg, LEFT, y, RIGHT, y, Ink.GRID, "g");
      svg.text(LEFT - 6, y + 4, "end", tick.label());
    }
    svg.text((LEFT + RIGHT) / 2, BOTTOM + 33, "middle", "percentile of the requests");
  }

  private void curve(Svg svg, int series) {
    List<PercentilePoint> points = thinned(points(phase, cells.get(series)));
    if (points.isEmpty()) {
      return;
    }
    StringBuilder path = new StringBuilder();
    for (PercentilePoint point : points) {
      path.append(path.isEmpty() ? "M" : "L");
      path.append(Svg.number(x(point))).append(' ').append(Svg.number(y(point)));
    }
    line(svg, path.toString(), series);
    for (PercentilePoint point : atTicks(points)) {
      svg.saying(said(point));
      Marks.shape(svg, Marks.Shape.of(series), x(point), y(point), series);
      svg.close();
    }
  }

  private static String said(PercentilePoint point) {
    String percentile =
        new BigDecimal(point.percentile())
            .round(new MathContext(6))
            .stripTrailingZeros()
            .toPlainString();
    return "%s %% within %s".formatted(percentile, Numbers.duration(point.valueUs()));
  }

  private void key(Svg svg, int series) {
    double y = KEYS + 10 + series * KEY_LINE;
    Cell cell = cells.get(series);
    line(svg, "M0 %sh34".formatted(Svg.number(y)), series);
    Marks.shape(svg, Marks.Shape.of(series), 17, y, series);
    double x = 42;
    if (!cell.valid()) {
      Marks.cross(svg, x + 3, y);
      x += 13;
    }
    String words = labels.of(cell);
    svg.text(x, y + 4, "start", cell.valid() ? words : "not valid: " + words, WIDTH - x);
  }

  private static void line(Svg svg, String path, int series) {
    svg.element(
        "path",
        "d",
        path,
        "fill",
        "none",
        "stroke",
        Ink.series(series),
        "stroke-width",
        2,
        "stroke-dasharray",
        Ink.dash(series),
        "class",
        Ink.stroke(series));
  }

  private List<PercentilePoint> atTicks(List<PercentilePoint> points) {
    List<PercentilePoint> chosen = new ArrayList<>();
    for (Scale.Tick tick : percentiles.ticks()) {
      points.stream()
          .filter(p -> percentiles.at(p.percentile()) >= tick.at() - 1e-9)
          .findFirst()
          .filter(p -> !chosen.contains(p))
          .ifPresent(chosen::add);
    }
    PercentilePoint last = points.getLast();
    return chosen.contains(last)
        ? chosen
        : Stream.concat(chosen.stream(), Stream.of(last)).toList();
  }

  private List<PercentilePoint> thinned(List<PercentilePoint> points) {
    int every = points.size() / mostPoints + 1;
    List<PercentilePoint> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (i % every == 0 || i == points.size() - 1) {
        kept.add(points.get(i));
      }
    }
    return kept;
  }

  private double x(PercentilePoint point) {
    return LEFT + percentiles.at(point.percentile()) * (RIGHT - LEFT);
  }

  private double y(PercentilePoint point) {
    return BOTTOM - latency.at(point.valueUs()) * (BOTTOM - TOP);
  }
}
