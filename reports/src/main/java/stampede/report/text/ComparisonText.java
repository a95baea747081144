package stampede.report.text;

import java.io.IOException;
import java.util.List;
import stampede.report.comparison.Comparison;

/**
 * Results beside each other for a terminal: what differs first, then table by table. ASCII only.
 */
public final class ComparisonText {
  private ComparisonText() {}

  /**
   * Writes the whole text.
   *
   * @throws IOException when {@code out} does
   */
  public static void render(Comparison comparison, Appendable out) throws IOException {
    for (String warning : comparison.warnings()) {
      wrapped(out, "! " + warning);
    }
    wrapped(out, comparison.sentence());
    for (Comparison.Part part : comparison.parts()) {
      out.append('\n');
      wrapped(out, part.title());
      for (String sentence : part.sentences()) {
        wrapped(out, sentence);
      }
      for (Comparison.Table table : part.tables()) {
        out.append('\n');
        wrapped(out, table.caption());
        for (String line : text(table).lines()) {
          out.append(line).append('\n');
        }
      }
    }
  }

  private static TextTable text(Comparison.Table table) {
    List<TextTable.Column> columns =
        table.heads().stream()
            .map(head -> new TextTable.Column("", head.name(), head.widest(), head.numeric()))
            .toList();
    List<List<String>> rows =
        table.rows().stream()
            .map(row -> row.stream().map(Comparison.Entry::text).toList())
            .toList();
    return new TextTable(columns, rows);
  }

  private static void wrapped(Appendable out, String text) throws IOException {
    for (String line : Wrapping.of(TextTable.ascii(text), TextReport.WIDTH)) {
      out.append(line).append('\n');
    }
  }
}
