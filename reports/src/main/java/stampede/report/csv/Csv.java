package stampede.report.csv;

import java.util.List;
import java.util.stream.Collectors;
import stampede.report.reading.Printable;

/**
 * Lines of a table for other programs. No entry begins as a formula of a spreadsheet does: one that
 * would is given an apostrophe before it. Source: RFC 4180.
 */
public final class Csv {
  /** How lines end. */
  static final String END = "\r\n";

  private Csv() {}

  /** One line with its end. An entry that is null is empty. */
  public static String line(List<String> entries) {
    return entries.stream().map(Csv::quoted).collect(Collectors.joining(",", "", END));
  }

  /** In quotes where it must be. */
  private static String quoted(String entry) {
    String text = Printable.of(entry == null ? "" : entry);
    String safe = isFormula(text) ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty()
        && "=@+-\t\r\n".indexOf(text.charAt(0)) >= 0
        && !text.matches("-?[0-9.]+(E-?[0-9]+)?");
  }
}
