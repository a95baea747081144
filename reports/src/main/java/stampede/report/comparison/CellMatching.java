package stampede.report.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.reading.Conditions;

/**
 * Which cells of two runs are the same: those with the same server on as many CPUs under the same
 * conditions, the first with the first where there are several. Where each run has just one server
 * left under some conditions, those two are put side by side, and said to be different.
 *
 * @param pairs the cells of both, in the order of the first run
 * @param onlyFirst cells that only the first run has
 * @param onlyOther cells that only the other has
 */
record CellMatching(List<CellPair> pairs, List<Cell> onlyFirst, List<Cell> onlyOther) {

  /** What makes a cell the same, and the how manieth of those it is. */
  private record Key(Object server, int cpus, Conditions conditions, int nth) {}

  static CellMatching of(RunDocument first, RunDocument other) {
    Map<Key, Cell> left = keyed(first.cells(), CellMatching::server);
    Map<Key, Cell> right = keyed(other.cells(), CellMatching::server);
    Map<Cell, CellPair> pairs = new LinkedHashMap<>();
    match(left, right, false, pairs);
    Map<Key, Cell> leftOver = alone(left.values());
    Map<Key, Cell> rightOver = alone(right.values());
    match(leftOver, rightOver, true, pairs);
    List<CellPair> ordered =
        first.cells().stream().filter(pairs::containsKey).map(pairs::get).distinct().toList();
    return new CellMatching(
        ordered,
        without(first.cells(), ordered, CellPair::first),
        without(other.cells(), ordered, CellPair::other));
  }

  private static List<Cell> without(
      List<Cell> all, List<CellPair> pairs, Function<CellPair, Cell> side) {
    List<Cell> left = new ArrayList<>(all);
    pairs.forEach(pair -> left.remove(side.apply(pair)));
    return List.copyOf(left);
  }

  private static void match(
      Map<Key, Cell> left, Map<Key, Cell> right, boolean differs, Map<Cell, CellPair> pairs) {
    for (Map.Entry<Key, Cell> each : List.copyOf(left.entrySet())) {
      Cell found = right.remove(each.getKey());
      if (found != null) {
        left.remove(each.getKey());
        pairs.put(each.getValue(), new CellPair(each.getValue(), found, differs));
      }
    }
  }

  /** A server as typed, or as much as is known of it. */
  private static Object server(Cell cell) {
    return cell.server().spec() == null ? cell.server() : cell.server().spec();
  }

  private static Map<Key, Cell> keyed(Iterable<Cell> cells, Function<Cell, Object> server) {
    Map<Key, Cell> keyed = new LinkedHashMap<>();
    Map<Key, Integer> seen = new HashMap<>();
    for (Cell cell : cells) {
      Key plain = new Key(server.apply(cell), cell.cpus(), Conditions.of(cell), 0);
      int nth = seen.merge(plain, 1, Integer::sum);
      keyed.put(new Key(plain.server(), plain.cpus(), plain.conditions(), nth), cell);
    }
    return keyed;
  }

  /** Of these the only ones under their conditions, whatever their server. */
  private static Map<Key, Cell> alone(Iterable<Cell> cells) {
    Map<Key, Cell> keyed = keyed(cells, cell -> "any");
    Map<Key, Integer> last = new HashMap<>();
    keyed.keySet().forEach(key -> last.merge(first(key), 1, Integer::sum));
    keyed.keySet().removeIf(key -> last.get(first(key)) > 1);
    return keyed;
  }

  private static Key first(Key key) {
    return new Key(key.server(), key.cpus(), key.conditions(), 1);
  }
}
