package stampede.report.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.Server;

/**
 * One server on several CPU counts under the same conditions.
 *
 * @param server the server
 * @param cells those with a throughput, by CPU count
 */
public record Scaling(Server server, List<Cell> cells) {

  /** Of cells that compare: every server that was measured on more than one CPU count. */
  public static List<Scaling> of(List<Cell> comparable) {
    List<Scaling> all = new ArrayList<>();
    for (Server server : comparable.stream().map(Cell::server).distinct().toList()) {
      List<Cell> cells =
          comparable.stream()
              .filter(cell -> cell.server().equals(server) && cell.throughputPerS() != null)
              .sorted(Comparator.comparingInt(Cell::cpus))
              .toList();
      if (cells.stream().map(Cell::cpus).distinct().count() > 1) {
        all.add(new Scaling(server, cells));
      }
    }
    return all;
  }

  /** Whether a cell says what the server can do: others are drawn, and nothing rests on them. */
  public static boolean isCapacity(Cell cell) {
    return Standing.isRanked(cell);
  }

  /** The cells that say what the server can do. */
  public List<Cell> capacities() {
    return cells.stream().filter(Scaling::isCapacity).toList();
  }

  /** The law's curve through those, or why there is none. */
  public Scalability law() {
    return Scalability.fit(
        capacities().stream()
            .map(cell -> new Scalability.Point(cell.cpus(), cell.throughputPerS()))
            .toList());
  }

  /** Throughput on the most CPUs over that on the fewest; empty where either is no capacity. */
  public Optional<Double> gain() {
    Cell fewest = cells.getFirst();
    Cell most = cells.getLast();
    boolean told = isCapacity(fewest) && isCapacity(most) && fewest.throughputPerS() > 0;
    return told ? Optional.of(most.throughputPerS() / fewest.throughputPerS()) : Optional.empty();
  }

  /** What the gain would be if every CPU did as much as those of the fewest. */
  public double ideal() {
    return (double) cells.getLast().cpus() / cells.getFirst().cpus();
  }
}
