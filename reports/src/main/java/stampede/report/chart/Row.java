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
 * @param named its server's label
 * @param isFirst whether no row above has the same label
 * @param cpus its CPU count in words
 */
record Row(Cell cell, String named, boolean isFirst, String cpus) {

  /** One row per cell, the cells of each server together, servers in the order they first came. */
  static List<Row> of(List<Cell> cells, ServerLabels labels) {
    List<Row> rows = new ArrayList<>();
    List<String> servers = cells.stream().map(c -> labels.of(c.server())).distinct().toList();
    for (String server : servers) {
      boolean isFirst = true;
      for (Cell cell : ofServer(server, cells, labels)) {
        rows.add(new Row(cell, server, isFirst, Numbers.counted(cell.cpus(), "CPU")));
        isFirst = false;
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
