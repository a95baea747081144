package stampede.report.chart;

/** Patterns for surfaces, so that neighbours differ by more than their colour. */
final class Hatch {
  private static final String[] STROKES = {
    "M0 6L6 0", "M0 0L6 6", "M0 3H6", "M3 0V6", "M0 6L6 0M0 0L6 6", "M1 3h2"
  };

  private Hatch() {}

  /** Puts the patterns of all series into a picture. */
  static void define(Svg svg, String id) {
    svg.open("defs");
    for (int i = 0; i < Ink.SERIES_COUNT; i++) {
      svg.open(
          "pattern", "id", name(id, i), "width", 6, "height", 6, "patternUnits", "userSpaceOnUse");
      svg.element("rect", "width", 6, "height", 6, "fill", Ink.PAPER, "class", "p");
      svg.element(
          "path",
          "d",
          STROKES[i],
          "fill",
          "none",
          "stroke",
          Ink.series(i),
          "stroke-width",
          1.6,
          "class",
          Ink.stroke(i));
      svg.close();
    }
    svg.close();
  }

  static String paint(String id, int series) {
    return "url(#" + name(id, series) + ")";
  }

  private static String name(String id, int series) {
    return id + "-hatch-" + series % Ink.SERIES_COUNT;
  }
}
