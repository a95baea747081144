package stampede.report.chart;

/** The shapes that stand for figures. Each has its own outline, so that colour is never needed. */
final class Marks {
  private static final double R = 4.2;

  private Marks() {}

  /** A shape that marks one value. */
  enum Shape {
    DISC,
    SQUARE,
    DIAMOND,
    TRIANGLE,
    RING,
    BAR;

    /** The shapes that tell series apart, in order. */
    static Shape of(int series) {
      return values()[series % values().length];
    }
  }

  static void line(
      Svg svg, double x1, double y1, double x2, double y2, String stroke, String style) {
    svg.element("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", stroke, "class", style);
  }

  /** A dashed upright to compare with. */
  static void dashed(Svg svg, double x, double top, double bottom) {
    dashed(svg, x, top, x, bottom);
  }

  /** A dashed line to compare with. */
  static void dashed(Svg svg, double x1, double y1, double x2, double y2) {
    svg.element(
        "line",
        "x1",
        x1,
        "y1",
        y1,
        "x2",
        x2,
        "y2",
        y2,
        "stroke",
        Ink.FAINT,
        "stroke-width",
        1.5,
        "stroke-dasharray",
        "4 3",
        "class",
        "a");
  }

  /** A dashed level to compare with. */
  static void level(Svg svg, double x1, double x2, double y) {
    svg.element(
        "line",
        "x1",
        x1,
        "y1",
        y,
        "x2",
        x2,
        "y2",
        y,
        "stroke",
        Ink.WARN,
        "stroke-width",
        1.5,
        "stroke-dasharray",
        "6 4",
        "class",
        "w");
  }

  static void shape(Svg svg, Shape shape, double x, double y, int series) {
    String ink = Ink.series(series);
    String style = Ink.fill(series);
    switch (shape) {
      case DISC -> svg.element("circle", "cx", x, "cy", y, "r", R, "fill", ink, "class", style);
      case RING ->
          svg.element(
              "circle",
              "cx",
              x,
              "cy",
              y,
              "r",
              R - 0.5,
              "fill",
              Ink.PAPER,
              "stroke",
              ink,
              "stroke-width",
              2,
              "class",
              "p " + Ink.stroke(series));
      case SQUARE ->
          svg.element(
              "rect", "x", x - 3.6, "y", y - 3.6, "width", 7.2, "height", 7.2, "fill", ink, "class",
              style);
      case DIAMOND -> path(svg, x, y, "M0 -5.4L5.4 0L0 5.4L-5.4 0Z", ink, style);
      case TRIANGLE -> path(svg, x, y, "M0 -5L5 4L-5 4Z", ink, style);
      case BAR -> path(svg, x, y, "M-1.3 -6.5H1.3V6.5H-1.3Z", ink, style);
    }
  }

  /** The mark of what is not valid. */
  static void cross(Svg svg, double x, double y) {
    svg.element(
        "path",
        "d",
        "M%s %sl7 7m0 -7l-7 7".formatted(Svg.number(x - 3.5), Svg.number(y - 3.5)),
        "fill",
        "none",
        "stroke",
        Ink.WARN,
        "stroke-width",
        2,
        "class",
        "w");
  }

  /** A bar from {@code x1} to {@code x2}; hollow and dashed when its figure cannot be believed. */
  static void bar(Svg svg, double x1, double x2, double y, int series, boolean valid) {
    svg.element(
        "rect",
        "x",
        x1,
        "y",
        y - 6,
        "width",
        Math.max(0.5, x2 - x1),
        "height",
        12,
        "fill",
        valid ? Ink.series(series) : "none",
        "stroke",
        Ink.series(series),
        "stroke-dasharray",
        valid ? "none" : "3 2",
        "class",
        (valid ? Ink.fill(series) + " " : "") + Ink.stroke(series));
  }

  /** A bar with a pattern, for a second part beside a plain one. */
  static void hatched(Svg svg, double x1, double x2, double y, int series, String paint) {
    svg.element(
        "rect",
        "x",
        x1,
        "y",
        y - 6,
        "width",
        Math.max(0.5, x2 - x1),
        "height",
        12,
        "fill",
        paint,
        "stroke",
        Ink.series(series),
        "class",
        Ink.stroke(series));
  }

  /** A thin line with ends, for the spread of a figure. */
  static void whisker(Svg svg, double x1, double x2, double y) {
    thin(
        svg,
        "M%2$s %3$sv6M%1$s %4$sH%2$sM%1$s %3$sv6"
            .formatted(Svg.number(x1), Svg.number(x2), Svg.number(y - 3), Svg.number(y)));
  }

  /** The same upright. */
  static void upright(Svg svg, double x, double y1, double y2) {
    thin(
        svg,
        "M%1$s %3$sh8M%2$s %3$sV%4$sM%1$s %4$sh8"
            .formatted(Svg.number(x - 4), Svg.number(x), Svg.number(y1), Svg.number(y2)));
  }

  private static void thin(Svg svg, String path) {
    svg.element(
        "path", "d", path, "fill", "none", "stroke", Ink.TEXT, "stroke-width", 1.2, "class", "x");
  }

  /** A line between two values; dashed when they cannot be believed. */
  static void range(Svg svg, double x1, double x2, double y, boolean valid) {
    svg.element(
        "line",
        "x1",
        x1,
        "y1",
        y,
        "x2",
        x2,
        "y2",
        y,
        "stroke",
        Ink.FAINT,
        "stroke-width",
        1.5,
        "stroke-dasharray",
        valid ? "none" : "3 2",
        "class",
        "a");
  }

  private static void path(Svg svg, double x, double y, String d, String ink, String style) {
    String move = "translate(" + Svg.number(x) + " " + Svg.number(y) + ")";
    svg.element("path", "transform", move, "d", d, "fill", ink, "class", style);
  }
}
