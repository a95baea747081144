package stampede.report.markdown;

import stampede.report.reading.Printable;

/**
 * Foreign text in Markdown, as text and as nothing else: no markup, no link, no mention of a person
 * and no row of a table comes from it. It stays within one line, and what is too long for a comment
 * is cut, which three dots say.
 */
final class Markdown {
  private static final String MARKS = "\\`*_{}[]~|!$";
  private static final int MOST_TEXT = 1_000;
  private static final int MOST_TYPED = 8_000;

  private Markdown() {}

  /** The text in the flow of others, or in a table. */
  static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    line(text, MOST_TEXT).codePoints().forEach(c -> append(safe, c));
    // Nor does it make a link of what looks like an address.
    return safe.toString().replace("://", ":&#8203;//").replace("www.", "www&#8203;.");
  }

  private static void append(StringBuilder safe, int c) {
    switch (c) {
      case '&' -> safe.append("&amp;");
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      // A reader sees them as they are, and the host finds neither a name nor a number after them.
      case '@', '#' -> safe.appendCodePoint(c).append("&#8203;");
      default -> {
        if (MARKS.indexOf(c) >= 0) {
          safe.append('\\');
        }
        safe.appendCodePoint(c);
      }
    }
  }

  /** The text as typed, within a sentence or a table. */
  static String code(String text) {
    String line = line(text, MOST_TEXT).replace("|", "\\|");
    String fence = "`".repeat(longestRun(line) + 1);
    boolean touches = line.isEmpty() || line.startsWith("`") || line.endsWith("`");
    String space = touches ? " " : "";
    return fence + space + line + space + fence;
  }

  /** The text as typed, in a block of its own. */
  static String block(String text) {
    String line = line(text, MOST_TYPED);
    String fence = "`".repeat(Math.max(3, longestRun(line) + 1));
    return fence + "\n" + line + "\n" + fence;
  }

  private static String line(String text, int most) {
    String cut = text.length() > most ? text.substring(0, most) + "..." : text;
    return Printable.of(cut).replaceAll("[\\r\\n\\t\\u0085\\u2028\\u2029]+", " ").strip();
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
