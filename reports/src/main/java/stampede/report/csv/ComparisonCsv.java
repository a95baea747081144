package stampede.report.csv;

import java.io.IOException;
import java.util.List;
import stampede.report.comparison.Comparison;

/** Results beside each other as a table for other programs. Source: RFC 4180. */
public final class ComparisonCsv {
  private ComparisonCsv() {}

  /**
   * Writes the whole table, its header first.
   *
   * @throws IOException when {@code out} does
   */
  public static void render(Comparison comparison, Appendable out) throws IOException {
    out.append(Csv.line(comparison.header()));
    for (List<String> row : comparison.rows()) {
      out.append(Csv.line(row));
    }
  }
}
