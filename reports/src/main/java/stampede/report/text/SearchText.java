package stampede.report.text;

import java.io.IOException;
import java.util.List;
import stampede.report.Search;
import stampede.report.SearchStep;
import stampede.report.reading.Numbers;

/** A search for the highest rate, for a terminal: what came of it, and the curve it walked. */
public final class SearchText {
  private static final List<TextTable.Column> COLUMNS =
      List.of(
          new TextTable.Column("rate", "per s", 10, true),
          new TextTable.Column("achieved", "per s", 10, true),
          new TextTable.Column("", "p50", 8, true),
          new TextTable.Column("", "p99", 8, true),
          new TextTable.Column("", "errors", 8, true),
          new TextTable.Column("", "for", 7, false),
          new TextTable.Column("", "", 43, false));

  private SearchText() {}

  static void write(Search search, Appendable out) throws IOException {
    out.append(TextTable.ascii(search.explanation())).append("\n\n");
    TextTable table = new TextTable(COLUMNS, search.steps().stream().map(SearchText::row).toList());
    for (String line : table.lines()) {
      out.append(line).append('\n');
    }
  }

  private static List<String> row(SearchStep step) {
    return List.of(
        Numbers.of(step.ratePerS()),
        Numbers.of(step.achievedPerS()),
        Columns.duration(step.p50Us()),
        Columns.duration(step.p99Us()),
        Numbers.count(step.errors()),
        step.purpose(),
        outcome(step));
  }

  /** One step in a line, for somebody who watches. */
  public static String line(SearchStep step) {
    return TextTable.ascii(
        "%10s/s  achieved %10s/s  p50 %8s  p99 %8s  errors %s  %s"
            .formatted(
                Numbers.of(step.ratePerS()),
                Numbers.of(step.achievedPerS()),
                Columns.duration(step.p50Us()),
                Columns.duration(step.p99Us()),
                Numbers.count(step.errors()),
                outcome(step)));
  }

  private static String outcome(SearchStep step) {
    return step.met()
        ? "met"
        : "not met: " + (step.why() == null ? "no reason was given" : step.why());
  }
}
