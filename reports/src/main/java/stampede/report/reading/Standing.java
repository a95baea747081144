package stampede.report.reading;

import java.util.List;
import java.util.Optional;
import stampede.report.Cell;

/** How much the throughput of a cell says, and what place it takes among those that compare. */
public enum Standing {
  /** The server was the limit: the figure is its capacity. */
  MEASURED,
  /** The load generator was the limit: the server does at least this much. */
  AT_LEAST,
  /** The schedule was the limit: the server did what was asked and may do more. */
  AS_OFFERED,
  /** Nobody knows what was the limit. */
  UNKNOWN,
  /** The figure cannot be believed, or there is none. */
  NONE;

  /** What the throughput of this cell says. */
  public static Standing of(Cell cell) {
    if (!cell.valid() || cell.throughputPerS() == null) {
      return NONE;
    }
    return switch (cell.limitedBy() == null ? "unknown" : cell.limitedBy()) {
      case "server" -> MEASURED;
      case "generator" -> AT_LEAST;
      case "schedule" -> AS_OFFERED;
      default -> UNKNOWN;
    };
  }

  /**
   * Whether the throughput of a cell is its server's capacity, and its rounds repeat each other.
   */
  public static boolean isRanked(Cell cell) {
    return of(cell) == MEASURED && !Noise.isNoisy(cell);
  }

  /**
   * The place of a cell by throughput, 1 being the fastest, among the cells given that had the same
   * number of CPUs and are ranked. Empty for every cell that is not: neither an invalid or noisy
   * figure nor a lower bound is ranked.
   */
  public static Optional<Integer> rank(Cell cell, List<Cell> comparable) {
    if (!isRanked(cell)) {
      return Optional.empty();
    }
    long faster =
        comparable.stream()
            .filter(c -> c.cpus() == cell.cpus() && isRanked(c))
            .filter(c -> c.throughputPerS() > cell.throughputPerS())
            .count();
    return Optional.of((int) faster + 1);
  }
}
