package stampede.report.chart;

/** How wide text will be, guessed on the wide side, for nobody measures fonts here. */
final class TextWidth {
  /** Mean advance of a sans-serif letter at size 13, in user units. */
  private static final double LETTER = 6.9;

  private TextWidth() {}

  static double of(String text) {
    return text.codePointCount(0, text.length()) * LETTER;
  }

  /** The text, or as much of its beginning as fits with an ellipsis. */
  static String shorten(String text, double room) {
    if (of(text) <= room) {
      return text;
    }
    int letters = Math.max(1, (int) (room / LETTER) - 1);
    int count = Math.min(letters, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, count)).stripTrailing() + "…";
  }
}
