package stampede.report.reading;

/**
 * Text that any document can hold, and that reads in the order in which it stands: no control
 * characters, no halves of characters, none that turn the direction of what follows.
 */
public final class Printable {
  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  /**
   * The text, with every character that XML 1.0 does not allow, and those that embed, override or
   * isolate a direction, replaced by U+FFFD.
   */
  public static String of(String text) {
    if (text.codePoints().allMatch(Printable::isAllowed)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> safe.appendCodePoint(isAllowed(c) ? c : REPLACEMENT));
    return safe.toString();
  }

  private static boolean isAllowed(int c) {
    boolean inXml =
        c == '\t'
            || c == '\n'
            || c == '\r'
            || (c >= 0x20 && c <= 0xD7FF)
            || (c >= 0xE000 && c <= 0xFFFD)
            || c >= 0x10000;
    boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return inXml && !turns && !(c >= 0x7F && c <= 0x9F && c != 0x85);
  }
}
