package stampede.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import stampede.report.Cell;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;

/**
 * A cell as a row of a chart.
 *
 * @param cell the cell
 * @param server its server's label; empty when the row above has the same
 * @param cpus its CPU count in words
 */
record Row(Cell cell, String server, String cpus) {

  /** One row per cell, the cells of each server together, servers in the order they first came. */
  static List<Row> of(List<Cell> cells, ServerLabels labels) {
    List<Row> rows = new ArrayList<>();
    List<String> servers = cells.stream().map(c -> labels.of(c.server())).distinct().toList();
    for (String server : servers) {
      String shown = server;
      for (Cell cell : ofServer(server, cells, labels)) {
        rows.add(new Row(cell, shown, Numbers.counted(cell.cpus(), "CPU")));
        shown = "";
      }
    }
    return rows;
  }

  private static List<Cell> ofServer(String server, List<Cell> cells, ServerLabels labels) {
    return cells.stream()
        .filter(c -> labels.of(c.server()).equals(server))
        .sorted(Comparator.comparingInt(Cell::cpus))
        .toList();
  }
}
