package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import stampede.report.Audit;
import stampede.report.Cell;
import stampede.report.reading.Numbers;

/** Servers that did not service every request exactly once: nothing else matters then. */
final class AuditFailures implements Rule {
  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    Map<String, List<Cell>> failed = new LinkedHashMap<>();
    for (Cell cell : grounds.cells()) {
      if (cell.audit() != null && cell.audit().verdict().equals("fail")) {
        failed.computeIfAbsent(grounds.name(cell), name -> new ArrayList<>()).add(cell);
      }
    }
    List<Conclusion> conclusions = new ArrayList<>();
    failed.forEach(
        (name, cells) ->
            conclusions.add(
                new Conclusion(
                    Strength.WRONG,
                    ("The audit of %s failed: %s. However fast it is, do not use it before "
                            + "that is explained.")
                        .formatted(name, counts(cells)),
                    Grounds.measured(cells))));
    return conclusions;
  }

  private static String counts(List<Cell> cells) {
    List<String> counts = new ArrayList<>();
    add(counts, cells, Audit::duplicated, "serviced more than once");
    add(counts, cells, Audit::lost, "lost (answered, yet in no ledger)");
    add(counts, cells, Audit::phantom, "serviced that nobody sent");
    add(counts, cells, Audit::failedButServed, "refused to the client, yet serviced");
    add(counts, cells, Audit::answeredWrongly, "answered wrongly");
    add(counts, cells, Audit::unfinished, "begun and not finished");
    return counts.isEmpty() ? "it does not say by what" : Grounds.listed(counts);
  }

  private static void add(
      List<String> counts, List<Cell> cells, ToLongFunction<Audit> count, String words) {
    long sum = cells.stream().map(Cell::audit).mapToLong(count).sum();
    if (sum > 0) {
      counts.add(Numbers.counted(sum, "request") + " " + words);
    }
  }
}
