package stampede.report.text;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * What bars are made of. There is no colour in them, so none to be switched off.
 *
 * @param width characters that a line may take, {@link #LEAST} to {@link #MOST}
 * @param blocks whether there are block characters to draw with; else number signs
 */
public record BarStyle(int width, boolean blocks) {
  /** Bars are no shorter: what is narrower wraps. */
  public static final int LEAST = 60;

  /** Nor are they longer: what is wider is hard to follow. */
  public static final int MOST = 160;

  /** For files and whatever is not known. */
  public static final BarStyle PLAIN = new BarStyle(TextReport.WIDTH, false);

  private static final String EIGHTHS = "▏▎▍▌▋▊▉█";
  private static final char HATCHED = '░';

  /** Brings the width within its bounds. */
  public BarStyle {
    width = Math.clamp(width, LEAST, MOST);
  }

  /**
   * The style of something so wide that is written in a charset.
   *
   * @param width its columns; 0 or less when they are not known
   */
  public static BarStyle of(int width, Charset charset) {
    CharsetEncoder encoder = charset.newEncoder();
    return new BarStyle(width > 0 ? width : TextReport.WIDTH, encoder.canEncode(EIGHTHS + HATCHED));
  }

  /**
   * A bar.
   *
   * @param part of the whole length, 0 to 1
   * @param length of the longest bar, in characters
   * @param solid whether its figure can be believed
   */
  String bar(double part, int length, boolean solid) {
    double wanted = Math.clamp(part, 0, 1) * length;
    if (!blocks || !solid) {
      char mark = solid ? '#' : blocks ? HATCHED : '.';
      return String.valueOf(mark).repeat((int) Math.round(wanted));
    }
    int eighths = (int) Math.round(wanted * 8);
    String end = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8 - 1, eighths % 8);
    return "█".repeat(eighths / 8) + end;
  }
}
