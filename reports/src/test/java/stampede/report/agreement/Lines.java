package stampede.report.agreement;

import java.util.List;
import stampede.report.RunDocument;

/** What stands in the lines of plain outputs. */
final class Lines {
  private static final String LIMITS = "server|generator|schedule|unknown|INVALID";

  private Lines() {}

  /** The rest of the first line that begins so. */
  static String after(String text, String beginning) {
    int at = text.indexOf("\n" + beginning) + 1 + beginning.length();
    return text.substring(at, text.indexOf('\n', at));
  }

  /** The entries of a table; what stands in quotes is left out. */
  static List<List<String>> ofCsv(String csv) {
    return csv.lines()
        .map(line -> line.replaceAll("\"([^\"]*)\"", "quoted"))
        .map(line -> List.of(line.split(",", -1)))
        .toList();
  }

  /** The words of each row of the tables of cells. */
  static List<List<String>> ofTextTable(String text, RunDocument document) {
    List<List<String>> rows =
        text.lines()
            .filter(line -> line.matches(".* (" + LIMITS + ")"))
            .map(line -> List.of(line.replace(",", "").strip().split(" +", -1)))
            .filter(words -> words.size() == 12 && words.get(3).matches("\\d+"))
            .toList();
    if (rows.size() != document.cells().size()) {
      throw new AssertionError(rows.size() + " rows for " + document.cells().size() + " cells");
    }
    return rows;
  }
}
