package stampede.report.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stampede.report.Cell;

/**
 * What cells must have in common for their figures to compare: the load, the work asked for, and
 * how the client closed.
 *
 * @param load the load as typed
 * @param work the work as typed
 * @param close how the client closed; empty when that is not known
 */
public record Conditions(String load, String work, String close) {

  /** The conditions a cell was measured under. */
  public static Conditions of(Cell cell) {
    return new Conditions(cell.load(), known(cell.work(), "none"), known(cell.close(), ""));
  }

  /** The cells by condition, both in the order they came. */
  public static Map<Conditions, List<Cell>> group(List<Cell> cells) {
    Map<Conditions, List<Cell>> groups = new LinkedHashMap<>();
    for (Cell cell : cells) {
      groups.computeIfAbsent(of(cell), c -> new ArrayList<>()).add(cell);
    }
    return groups;
  }

  /** All of it in a few words. */
  public String words() {
    String words = "load " + load + ", work " + work;
    return close.isEmpty() ? words : words + ", close by " + close;
  }

  private static String known(String value, String otherwise) {
    return value == null || value.isBlank() ? otherwise : value;
  }
}
