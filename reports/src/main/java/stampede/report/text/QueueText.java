package stampede.report.text;

import java.util.List;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.reading.Numbers;
import stampede.report.reading.QueueFigures;

/** Waiting in the queue beside theory, for a terminal. */
final class QueueText {
  private static final List<TextTable.Column> COLUMNS =
      List.of(
          new TextTable.Column("", "server", 17, false),
          new TextTable.Column("", "queue", 6, false),
          new TextTable.Column("", "cpus", 4, true),
          new TextTable.Column("", "busy", 6, true),
          new TextTable.Column("service", "mean", 7, true),
          new TextTable.Column("wait /", "service", 8, true),
          new TextTable.Column("", "theory", 7, true),
          new TextTable.Column("p99 /", "service", 8, true),
          new TextTable.Column("", "theory", 7, true),
          new TextTable.Column("latency", "sd", 7, true),
          new TextTable.Column("", "max", 7, true));

  private QueueText() {}

  static TextTable table(List<QueueFigures> figures) {
    return new TextTable(COLUMNS, figures.stream().map(QueueText::row).toList());
  }

  private static List<String> row(QueueFigures figures) {
    Cell cell = figures.cell();
    Quantiles total = cell.latencyUs() == null ? null : cell.latencyUs().total();
    return List.of(
        cell.server().name(),
        cell.server().address(),
        String.valueOf(cell.cpus()),
        Numbers.of(figures.utilisation()),
        Columns.duration(figures.serviceUs()),
        Numbers.of(figures.meanWait()),
        Numbers.of(figures.theory().map(theory -> theory.meanWait()).orElse(null)),
        Numbers.of(figures.p99Wait()),
        Numbers.of(figures.theory().map(theory -> theory.wait(0.99)).orElse(null)),
        Columns.duration(total == null ? null : total.sd()),
        Columns.duration(total == null ? null : total.max()));
  }
}
