package stampede.report.text;

import java.io.IOException;
import java.util.List;
import stampede.report.RunDocument;
import stampede.report.reading.Expected;
import stampede.report.reading.ServerLabels;

/** What was expected and what became of it, for a terminal. */
final class ExpectationText {
  private static final List<TextTable.Column> FIGURE =
      List.of(
          new TextTable.Column("", "expected", 28, false),
          new TextTable.Column("", "is", 10, true),
          new TextTable.Column("", "", 40, false));
  private static final List<TextTable.Column> WITH_CELL =
      List.of(
          new TextTable.Column("", "server", 24, false),
          new TextTable.Column("", "cpus", 4, true),
          new TextTable.Column("", "load", 16, false),
          new TextTable.Column("", "expected", 18, false),
          new TextTable.Column("", "is", 9, true),
          new TextTable.Column("", "", 23, false));

  private ExpectationText() {}

  /** Writes a table after an empty line; nothing when nothing was expected. */
  static void write(RunDocument document, Appendable out) throws IOException {
    List<Expected> all = Expected.of(document);
    if (all.isEmpty()) {
      return;
    }
    boolean several = all.stream().map(Expected::cell).distinct().count() > 1;
    ServerLabels labels = new ServerLabels(document);
    TextTable table =
        several
            ? new TextTable(WITH_CELL, all.stream().map(each -> row(each, labels)).toList())
            : new TextTable(FIGURE, all.stream().map(ExpectationText::row).toList());
    out.append('\n');
    for (String line : table.lines()) {
      out.append(line).append('\n');
    }
  }

  private static List<String> row(Expected each) {
    return List.of(each.expectation().condition(), each.value(), each.outcome());
  }

  private static List<String> row(Expected each, ServerLabels labels) {
    return List.of(
        labels.of(each.cell().server()),
        String.valueOf(each.cell().cpus()),
        each.cell().load(),
        each.expectation().condition(),
        each.value(),
        each.outcome());
  }
}
