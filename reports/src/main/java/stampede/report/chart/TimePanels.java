package stampede.report.chart;

import java.util.List;
import stampede.report.reading.Numbers;

/**
 * Plots below each other that share their time, from the beginning of a measurement, and the key of
 * their lines above them.
 *
 * @param count how many
 * @param eachHeight of each, in user units
 * @param time what all of them share
 */
record TimePanels(int count, double eachHeight, LinearScale time) {
  private static final double KEY_Y = 11;

  private static final double WIDTH = 660;
  private static final double GAP = 34;
  private static final double TOP = 46;
  private static final double FOOT = 44;
  private static final double LEAST_COUNT = 5;

  /** The most moments of which a picture tells the figures. */
  static final int MOST_MOMENTS = 60;

  /**
   * What there is to say of some time, to whoever points at it.
   *
   * @param fromS when it begins
   * @param toS when it ends
   * @param words the figures
   */
  record Moment(double fromS, double toS, String words) {}

  /** Plots that reach to {@code endS} seconds. */
  static TimePanels until(double endS, int count, double eachHeight) {
    LinearScale time = LinearScale.between(0, endS, seconds -> Numbers.of(seconds) + " s");
    return new TimePanels(count, eachHeight, time);
  }

  /** A drawing with room for all. */
  Svg svg() {
    return new Svg(WIDTH, TOP + count * eachHeight + (count - 1) * GAP + FOOT);
  }

  /** The plot of that number, from 0. */
  Panel panel(Svg svg, int number, Scale values) {
    double top = TOP + number * (eachHeight + GAP);
    return new Panel(svg, top, top + eachHeight, time, values);
  }

  /** For counts of whole things: no axis is finer than one. */
  static LinearScale fromZero(double most) {
    return LinearScale.fromZero(Math.max(LEAST_COUNT, most));
  }

  /** Nothing to be seen, over all plots, that says the figures where it is pointed at. */
  void moments(Svg svg, List<Moment> moments) {
    Panel any = panel(svg, 0, LinearScale.fromZero(1));
    double height = count * eachHeight + (count - 1) * GAP;
    svg.open("g", "pointer-events", "all");
    for (Moment moment : moments) {
      double x = any.x(moment.fromS());
      svg.saying(Numbers.of(moment.fromS()) + " s: " + moment.words());
      svg.element(
          "rect",
          "x",
          x,
          "y",
          TOP,
          "width",
          Math.max(0, any.x(moment.toS()) - x),
          "height",
          height,
          "fill",
          "none");
      svg.close();
    }
    svg.close();
  }

  /** The key of the lines; where it goes on. */
  static double keys(Svg svg, List<String> words) {
    double x = Panel.LEFT;
    for (int i = 0; i < words.size(); i++) {
      Panel.line(svg, "M%s %sh26".formatted(Svg.number(x), Svg.number(KEY_Y)), i);
      x = word(svg, x, words.get(i));
    }
    return x;
  }

  /** The key of a level, beginning at {@code x}. */
  static void levelKey(Svg svg, double x, String word) {
    Marks.level(svg, x, x + 26, KEY_Y);
    word(svg, x, word);
  }

  private static double word(Svg svg, double x, String word) {
    svg.text(x + 31, KEY_Y + 4, "start", word);
    return x + 31 + TextWidth.of(word) + 14;
  }
}
