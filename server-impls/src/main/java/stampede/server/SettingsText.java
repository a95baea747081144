package stampede.server;

import java.util.ArrayList;
import java.util.List;

/** How settings are split at commas, with quoted values kept whole. */
final class SettingsText {
  private SettingsText() {}

  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0 && c == quote) {
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
    boolean atValue = !part.isEmpty() && part.charAt(part.length() - 1) == '=';
    return (c == '\'' || c == '"') && atValue;
  }

  static String quote(String value) {
    if (value.indexOf(',') < 0 && !value.startsWith("'") && !value.startsWith("\"")) {
      return value;
    }
    char quote = value.indexOf('\'') < 0 ? '\'' : '"';
    return quote + value + quote;
  }
}
