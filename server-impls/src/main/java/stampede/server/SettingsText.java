package stampede.server;

import java.util.ArrayList;
import java.util.List;

/**
 * How settings are split at commas, with quoted values kept whole. A value is quoted when a quote
 * is its first character; a doubled quote within stands for the quote itself.
 */
final class SettingsText {
  private SettingsText() {}

  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0 && c == quote && i + 1 < text.length() && text.charAt(i + 1) == quote) {
        part.append(c);
        i++;
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote != 0) {
        part.append(c);
      } else if (opensQuote(c, part)) {
        quote = c;
      } else if (c == ',') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    if (quote != 0) {
      throw new UsageException("'" + text + "': a quote is not closed");
    }
    parts.add(part.toString());
    return parts;
  }

  private static boolean opensQuote(char c, StringBuilder part) {
    boolean atValue = !part.isEmpty() && part.indexOf("=") == part.length() - 1;
    return (c == '\'' || c == '"') && atValue;
  }

  static String quote(String value) {
    if (value.indexOf(',') < 0 && !value.startsWith("'") && !value.startsWith("\"")) {
      return value;
    }
    String quote = value.indexOf('\'') < 0 ? "'" : "\"";
    return quote + value.replace(quote, quote + quote) + quote;
  }
}
