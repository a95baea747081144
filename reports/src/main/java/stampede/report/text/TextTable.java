package stampede.report.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table in plain ASCII, as wide as its entries are, within what each column may take.
 *
 * @param columns the heads
 * @param rows as many entries as there are columns in each
 */
record TextTable(List<Column> columns, List<List<String>> rows) {

  /** Two lines of heading, and how many characters the column may take. */
  record Column(String above, String below, int widest, boolean numeric) {}

  /** The table, line by line. */
  List<String> lines() {
    List<List<String>> all = new ArrayList<>();
    all.add(columns.stream().map(Column::above).toList());
    all.add(columns.stream().map(Column::below).toList());
    all.addAll(rows);
    if (all.getFirst().stream().allMatch(String::isEmpty)) {
      all.removeFirst();
    }
    int[] widths = widths(all);
    List<String> lines = new ArrayList<>();
    for (List<String> row : all) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(i == 0 ? "" : " ");
        text.append(fit(row.get(i), widths[i], columns.get(i).numeric()));
      }
      lines.add(text.toString().stripTrailing());
    }
    return lines;
  }

  private int[] widths(List<List<String>> all) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int wanted = all.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      widths[i] = Math.min(wanted, columns.get(i).widest());
    }
    return widths;
  }

  private static String fit(String text, int width, boolean right) {
    String clean = ascii(text);
    String cut = clean.length() <= width ? clean : clean.substring(0, width - 1) + "~";
    String space = " ".repeat(width - cut.length());
    return right ? space + cut : cut + space;
  }

  /** The text without what a terminal may not show or may obey. */
  static String ascii(String text) {
    return text.replace("µ", "u")
        .replace("–", "-")
        .replace("×", "x")
        .replaceAll("[^\\x20-\\x7e]", "?");
  }
}
