package stampede.report.conclusion;

import java.util.List;
import stampede.report.Cell;
import stampede.report.reading.Numbers;
import stampede.report.reading.Standing;

/** Cells in which the clients were the slow ones: their throughput is a lower bound. */
final class GeneratorLimit implements Rule {
  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    List<Cell> bounds =
        grounds.cells().stream().filter(c -> Standing.of(c) == Standing.AT_LEAST).toList();
    if (bounds.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Conclusion(
            Strength.OPEN,
            ("In %s of %s the load generator was the limit (%s): the servers can do "
                        + "at least as much as it")
                    .formatted(
                        Numbers.count(bounds.size()),
                        Numbers.counted(grounds.cells().size(), "cell"),
                        grounds.cells(bounds))
                + " says, and are not ranked by it. Give the load generator more CPUs"
                + " (`--load-cpus`), or ask for more work per request (`--work spin:200us`).",
            Grounds.measured(bounds)));
  }
}
