package stampede.report.text;

import java.util.ArrayList;
import java.util.List;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;
import stampede.report.reading.Standing;

/**
 * A bar for each of some cells that compare: answers per second under a closed load, under a
 * schedule, where all answer what is offered, the 99th percentile of latency. Bars of cells that
 * are not valid are not solid.
 */
final class Bars {
  private static final int WIDEST_NAME = 34;
  private static final int WIDEST_FIGURE = 20;

  private Bars() {}

  /** The lines; none where there are not two figures to compare. */
  static List<String> lines(List<Cell> cells, ServerLabels labels, BarStyle style) {
    boolean rate = cells.getFirst().load().startsWith("closed");
    double most = cells.stream().mapToDouble(cell -> length(figure(cell, rate))).max().orElse(0);
    long known = cells.stream().filter(cell -> length(figure(cell, rate)) > 0).count();
    if (known < 2) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(rate ? "answers per s" : "p99 of the latency (shorter is better)");
    int name =
        Math.min(
            cells.stream().mapToInt(cell -> name(cell, labels).length()).max().orElse(0),
            WIDEST_NAME);
    int length = style.width() - name - WIDEST_FIGURE - 2;
    for (Cell cell : cells) {
      Double figure = figure(cell, rate);
      String bar = style.bar(length(figure) / most, length, cell.valid());
      lines.add(fit(name(cell, labels), name) + " " + bar + " " + text(cell, figure, rate));
    }
    return lines;
  }

  private static Double figure(Cell cell, boolean rate) {
    if (rate) {
      return cell.throughputPerS();
    }
    Quantiles total = cell.latencyUs() == null ? null : cell.latencyUs().total();
    return total == null ? null : total.p99();
  }

  private static double length(Double figure) {
    return Numbers.isPresent(figure) ? Math.max(0, figure) : 0;
  }

  private static String text(Cell cell, Double figure, boolean rate) {
    String text = TextTable.ascii(rate ? Numbers.of(figure) : Numbers.duration(figure));
    String bound = rate && Standing.of(cell) == Standing.AT_LEAST ? ">=" : "";
    return bound + text + (cell.valid() ? "" : " not valid");
  }

  private static String name(Cell cell, ServerLabels labels) {
    return TextTable.ascii(labels.of(cell));
  }

  private static String fit(String text, int width) {
    return text.length() > width
        ? text.substring(0, width - 1) + "~"
        : text + " ".repeat(width - text.length());
  }
}
