package stampede.report.text;

import java.util.ArrayList;
import java.util.List;
import stampede.report.Cell;
import stampede.report.CpuPerConnection;
import stampede.report.Handlers;
import stampede.report.Quantiles;
import stampede.report.reading.Numbers;
import stampede.report.reading.Standing;

/** What the table for the terminal says of a cell, column by column, in plain ASCII. */
final class Columns {
  /** What stands where a figure is not known. */
  static final String ABSENT = "-";

  private Columns() {}

  static final List<TextTable.Column> ALL =
      List.of(
          new TextTable.Column("", "server", 15, false),
          new TextTable.Column("", "as", 9, false),
          new TextTable.Column("hand-", "lers", 5, true),
          new TextTable.Column("", "cpus", 4, true),
          new TextTable.Column("answers", "per s", 8, true),
          new TextTable.Column("", "p50", 6, true),
          new TextTable.Column("", "p99", 6, true),
          new TextTable.Column("wakeups", "/accept", 7, true),
          new TextTable.Column("empty", "/accept", 7, true),
          new TextTable.Column("cpu", "/conn", 6, true),
          new TextTable.Column("", "audit", 6, false),
          new TextTable.Column("valid,", "limit", 9, false));

  /** One text for each of {@link #ALL}. */
  static List<String> of(Cell cell) {
    Handlers handlers = cell.handlers();
    CpuPerConnection cpu = cell.cpuUsPerConnection();
    Quantiles total = cell.latencyUs() == null ? null : cell.latencyUs().total();
    List<String> texts = new ArrayList<>();
    texts.add(cell.server().name());
    texts.add(cell.server().as() == null ? ABSENT : cell.server().as());
    texts.add(cell.server().handlers() > 0 ? String.valueOf(cell.server().handlers()) : ABSENT);
    texts.add(String.valueOf(cell.cpus()));
    texts.add(throughput(cell));
    texts.add(duration(total == null ? null : total.p50()));
    texts.add(duration(total == null ? null : total.p99()));
    texts.add(figure(handlers == null ? null : handlers.wakeupsPerAccept()));
    texts.add(figure(handlers == null ? null : handlers.emptyAcceptsPerAccept()));
    texts.add(duration(cpu == null ? null : cpu.server()));
    texts.add(audit(cell));
    texts.add(limit(cell));
    return texts;
  }

  private static String throughput(Cell cell) {
    if (cell.throughputPerS() == null) {
      return ABSENT;
    }
    String figure = Numbers.of(cell.throughputPerS()).replace(",", "");
    return Standing.of(cell) == Standing.AT_LEAST ? ">=" + figure : figure;
  }

  static String duration(Double us) {
    return us == null ? ABSENT : Numbers.duration(us).replace(" ", "").replace("µ", "u");
  }

  private static String figure(Double value) {
    return value == null ? ABSENT : Numbers.of(value);
  }

  private static String audit(Cell cell) {
    if (cell.audit() == null) {
      return ABSENT;
    }
    return switch (cell.audit().verdict()) {
      case "fail" -> "FAIL";
      case "inconclusive" -> "unsure";
      case "unsupported" -> "no";
      default -> cell.audit().verdict();
    };
  }

  private static String limit(Cell cell) {
    if (!cell.valid()) {
      return "INVALID";
    }
    return cell.limitedBy() == null ? "unknown" : cell.limitedBy();
  }
}
