package stampede.report.chart;

/**
 * Colours, as they are printed where no style sheet is applied. Each goes with a class of the
 * page's style sheet, which has another shade for dark screens. No colour carries a meaning alone.
 */
final class Ink {
  static final String TEXT = "#1b1f24";
  static final String FAINT = "#57606a";
  static final String GRID = "#d0d7de";
  static final String PAPER = "#ffffff";
  static final String WARN = "#b42318";

  private static final String[] SERIES = {
    "#0b62b0", "#b85c00", "#0a7d55", "#a2387f", "#6b5b00", "#51467f"
  };
  private static final String[] DASHES = {"none", "7 3", "2 3", "9 3 2 3", "4 2", "12 4"};

  /** How many series can be told apart in one picture. */
  static final int SERIES_COUNT = SERIES.length;

  private Ink() {}

  static String series(int index) {
    return SERIES[index % SERIES.length];
  }

  static String dash(int index) {
    return DASHES[index % DASHES.length];
  }

  /** Class of a line or outline in a series' colour. */
  static String stroke(int index) {
    return "k" + index % SERIES.length;
  }

  /** Class of a surface in a series' colour. */
  static String fill(int index) {
    return "f" + index % SERIES.length;
  }
}
