package stampede.report.chart;

/** The thin lines behind everything, which become one path. Not for use by several threads. */
final class Grid {
  private final StringBuilder path = new StringBuilder();

  Grid upright(double x, double top, double bottom) {
    return add("M%s %sV%s", x, top, bottom);
  }

  Grid level(double y, double left, double right) {
    return add("M%s %sH%s", left, y, right);
  }

  void draw(Svg svg) {
    if (!path.isEmpty()) {
      svg.element("path", "d", path, "fill", "none", "stroke", Ink.GRID, "class", "g");
    }
  }

  private Grid add(String line, double a, double b, double c) {
    path.append(line.formatted(Svg.number(a), Svg.number(b), Svg.number(c)));
    return this;
  }
}
