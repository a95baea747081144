package stampede.report.chart;

import java.util.List;
import java.util.Optional;

/**
 * One of several plots above each other that share their time axis.
 *
 * @param svg the picture
 * @param top where it begins, in user units
 * @param bottom where it ends
 * @param time the axis that all panels share
 * @param values the axis of this one
 */
record Panel(Svg svg, double top, double bottom, Scale time, Scale values) {
  static final double LEFT = 70;
  static final double RIGHT = 640;

  /** Two labels closer than this would touch. */
  private static final double LABEL = 16;

  /**
   * A value that holds for some time.
   *
   * @param from when it begins, on the time axis
   * @param to when it ends
   * @param value what it is; empty where it is not known, which leaves a gap
   */
  record Stretch(double from, double to, Optional<Double> value) {}

  /** Where a point of the time axis lies, in user units. */
  double x(double time) {
    return LEFT + this.time.at(time) * (RIGHT - LEFT);
  }

  /** Where a value lies, in user units. */
  double y(double value) {
    return bottom - values.at(value) * (bottom - top);
  }

  /** Both axes, with a heading over the plot. */
  void axes(String heading) {
    svg.heading(LEFT, top - 7, heading, RIGHT - LEFT);
    Grid grid = new Grid();
    for (Scale.Tick tick : time.ticks()) {
      grid.upright(LEFT + tick.at() * (RIGHT - LEFT), top, bottom);
    }
    double taken = Double.POSITIVE_INFINITY;
    for (Scale.Tick tick : values.ticks()) {
      double y = bottom - tick.at() * (bottom - top);
      if (taken - y >= LABEL) {
        grid.level(y, LEFT, RIGHT);
        svg.text(LEFT - 6, y + 4, "end", tick.label());
        taken = y;
      }
    }
    grid.draw(svg);
  }

  /** The words of the time axis, below the last panel. */
  void timeWords(String words) {
    for (Scale.Tick tick : TickLabels.thin(time.ticks(), RIGHT - LEFT)) {
      svg.text(LEFT + tick.at() * (RIGHT - LEFT), bottom + 18, "middle", tick.label());
    }
    svg.text((LEFT + RIGHT) / 2, bottom + 36, "middle", words);
  }

  /** The same, which the page can hide and show under that name. */
  void steps(List<Stretch> stretches, int series, String name) {
    svg.series(name);
    steps(stretches, series);
    svg.close();
  }

  /** A line of steps through the stretches, broken where nothing is known. */
  void steps(List<Stretch> stretches, int series) {
    StringBuilder path = new StringBuilder();
    String last = "";
    for (int i = 0; i < stretches.size(); i++) {
      String y = stretches.get(i).value().map(value -> Svg.number(y(value))).orElse("");
      if (!y.isEmpty() && !y.equals(last)) {
        String x = Svg.number(x(stretches.get(i).from()));
        path.append(last.isEmpty() ? "M" + x + " " + y : "H" + x + "V" + y);
      }
      boolean ends = i == stretches.size() - 1 || stretches.get(i + 1).value().isEmpty();
      if (!y.isEmpty() && ends) {
        path.append("H").append(Svg.number(x(stretches.get(i).to())));
      }
      last = y;
    }
    if (!path.isEmpty()) {
      line(svg, path.toString(), series);
    }
  }

  /** A dashed line to compare with, across the panel. */
  void level(double value) {
    Marks.level(svg, LEFT, RIGHT, y(value));
  }

  /** A line in the ink and dash of a series. */
  static void line(Svg svg, String path, int series) {
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
}
