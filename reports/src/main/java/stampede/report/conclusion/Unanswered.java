package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import stampede.report.Cell;
import stampede.report.reading.Numbers;

/** Servers some of whose clients got no answer. What a fault on purpose cost is not among them. */
final class Unanswered implements Rule {
  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    Map<String, List<Cell>> servers = new LinkedHashMap<>();
    for (Cell cell : grounds.cells()) {
      if (unanswered(cell) > 0 && cell.faults().isEmpty()) {
        servers.computeIfAbsent(grounds.name(cell), name -> new ArrayList<>()).add(cell);
      }
    }
    List<Conclusion> conclusions = new ArrayList<>();
    servers.forEach((name, cells) -> conclusions.add(conclusion(name, cells)));
    return conclusions;
  }

  private static Conclusion conclusion(String name, List<Cell> cells) {
    long unanswered = cells.stream().mapToLong(Unanswered::unanswered).sum();
    long invoked = cells.stream().mapToLong(cell -> cell.requests().invoked()).sum();
    Map<String, Long> errors = new TreeMap<>();
    cells.forEach(cell -> cell.errors().forEach((error, n) -> errors.merge(error, n, Long::sum)));
    String causes =
        errors.entrySet().stream()
            .map(error -> error.getKey() + " × " + Numbers.count(error.getValue()))
            .collect(Collectors.joining(", "));
    return new Conclusion(
        Strength.WRONG,
        "Of %s to %s, %s got no full and correct answer%s."
            .formatted(
                Numbers.counted(invoked, "request"),
                name,
                Numbers.count(unanswered),
                causes.isEmpty() ? "" : " (" + causes + ")"),
        Grounds.measured(cells));
  }

  private static long unanswered(Cell cell) {
    return cell.requests().failed() + cell.requests().indeterminate();
  }
}
