package stampede.report.chart;

import java.util.List;

/** What the marks of a chart stand for, in as many lines as it takes. */
final class Legend {
  private static final double LINE = 20;
  private static final double SAMPLE = 18;
  private static final double GAP = 18;

  private Legend() {}

  /** A kind of mark and its meaning. */
  record Entry(Sample sample, int series, String words) {}

  /** How a kind of mark looks. */
  sealed interface Sample {
    record Shaped(Marks.Shape shape) implements Sample {}

    record Solid() implements Sample {}

    record Hatched() implements Sample {}

    record Hollow() implements Sample {}

    record Invalid() implements Sample {}

    /** A ring with the mark of what is not valid. */
    record Struck() implements Sample {}

    /** The dashed level to compare with. */
    record Level() implements Sample {}

    /** The dashed line that is as good as it gets. */
    record Ideal() implements Sample {}

    /** The line with ends of a range. */
    record Spread() implements Sample {}
  }

  static double height(List<Entry> entries, double width) {
    double x = 0;
    int lines = entries.isEmpty() ? 0 : 1;
    for (Entry entry : entries) {
      if (x > 0 && x + length(entry) > width) {
        lines++;
        x = 0;
      }
      x += length(entry);
    }
    return lines * LINE;
  }

  static void draw(Svg svg, String id, List<Entry> entries, double width) {
    double x = 0;
    double y = LINE / 2;
    for (Entry entry : entries) {
      if (x > 0 && x + length(entry) > width) {
        x = 0;
        y += LINE;
      }
      sample(svg, id, entry, x, y);
      svg.text(x + SAMPLE + 4, y + 4, "start", entry.words());
      x += length(entry);
    }
  }

  private static double length(Entry entry) {
    return SAMPLE + 4 + TextWidth.of(entry.words()) + GAP;
  }

  private static void sample(Svg svg, String id, Entry entry, double x, double y) {
    int series = entry.series();
    switch (entry.sample()) {
      case Sample.Shaped(Marks.Shape shape) -> Marks.shape(svg, shape, x + 9, y, series);
      case Sample.Solid() -> Marks.bar(svg, x, x + SAMPLE, y, series, true);
      case Sample.Hollow() -> Marks.bar(svg, x, x + SAMPLE, y, series, false);
      case Sample.Hatched() ->
          Marks.hatched(svg, x, x + SAMPLE, y, series, Hatch.paint(id, series));
      case Sample.Invalid() -> Marks.cross(svg, x + 9, y);
      case Sample.Struck() -> {
        Marks.shape(svg, Marks.Shape.RING, x + 9, y, series);
        Marks.cross(svg, x + 9, y);
      }
      case Sample.Ideal() -> Marks.dashed(svg, x, y + 5, x + SAMPLE, y - 5);
      case Sample.Level() -> Marks.level(svg, x, x + SAMPLE, y);
      case Sample.Spread() -> Marks.whisker(svg, x, x + SAMPLE, y);
    }
  }
}
