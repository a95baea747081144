package stampede.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import stampede.report.Cell;

/**
 * The same cell in two runs.
 *
 * @param first in the run that all others are compared with
 * @param other in the other
 * @param serverDiffers whether not even the server is the same: all else being equal, each run had
 *     only one
 */
record CellPair(Cell first, Cell other, boolean serverDiffers) {

  /** What else is not the same in both, in words. */
  List<String> caveats() {
    List<String> caveats = new ArrayList<>();
    add(caveats, "engine", first.engine(), other.engine());
    add(caveats, "CPUs of the server", first.serverCpuIds(), other.serverCpuIds());
    add(caveats, "CPUs of the load generator", first.loadCpuIds(), other.loadCpuIds());
    add(caveats, "threads of the load generator", first.loadThreads(), other.loadThreads());
    add(caveats, "seconds measured", first.durationS(), other.durationS());
    add(caveats, "seconds of warm-up", first.warmupS(), other.warmupS());
    add(caveats, "limited by", first.limitedBy(), other.limitedBy());
    return caveats;
  }

  private static void add(List<String> caveats, String what, Object first, Object other) {
    if (!Objects.equals(first, other)) {
      caveats.add("%s: %s, then %s".formatted(what, known(first), known(other)));
    }
  }

  private static String known(Object value) {
    return value == null ? "not known" : value.toString();
  }
}
