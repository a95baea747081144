package stampede.report.text;

import java.util.List;
import stampede.report.FaultTotals;
import stampede.report.reading.FaultLine;
import stampede.report.reading.Numbers;

/** What faults cost, for a terminal. */
final class FaultText {
  private static final List<TextTable.Column> COLUMNS =
      List.of(
          new TextTable.Column("", "server", 20, false),
          new TextTable.Column("", "as", 9, false),
          new TextTable.Column("", "cpus", 4, true),
          new TextTable.Column("", "fault", 18, false),
          new TextTable.Column("", "struck", 6, true),
          new TextTable.Column("", "lost", 6, true),
          new TextTable.Column("", "stranded", 8, true),
          new TextTable.Column("longest", "wait", 8, true),
          new TextTable.Column("replaced", "after", 8, true));

  private FaultText() {}

  static TextTable table(List<FaultLine> lines) {
    return new TextTable(COLUMNS, lines.stream().map(FaultText::row).toList());
  }

  private static List<String> row(FaultLine line) {
    FaultTotals fault = line.fault();
    return List.of(
        line.cell().server().name(),
        line.cell().server().as() == null ? Columns.ABSENT : line.cell().server().as(),
        String.valueOf(line.cell().cpus()),
        fault.asked(),
        String.valueOf(fault.handlers()),
        Numbers.count(fault.lost()),
        Numbers.count(fault.stranded()),
        Columns.duration(fault.longestStrandedUs()),
        Columns.duration(fault.replacedAfterMs() == null ? null : fault.replacedAfterMs() * 1e3));
  }
}
