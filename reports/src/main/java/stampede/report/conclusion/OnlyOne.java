package stampede.report.conclusion;

import java.util.List;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.reading.Numbers;
import stampede.report.reading.Standing;

/** What a run of one cell came to: there is nothing to compare it with. */
final class OnlyOne implements Rule {
  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    if (grounds.cells().size() != 1) {
      return List.of();
    }
    Cell cell = grounds.cells().getFirst();
    Strength strength = Grounds.isBelieved(cell) ? Strength.SHOWN : Strength.OPEN;
    String caution =
        cell.valid() ? "" : " These figures cannot be believed: the verdicts below say why.";
    return List.of(
        new Conclusion(strength, words(grounds, cell) + caution, Grounds.measured(grounds.cells())),
        new Conclusion(
            Strength.OPEN,
            "Only one cell was measured, so this run cannot say whether another strategy would do"
                + " better. `stampede bench` measures several side by side.",
            List.of()));
  }

  private static String words(Grounds grounds, Cell cell) {
    return "%s on %s answered %s%s under %s%s."
        .formatted(
            grounds.name(cell),
            Numbers.counted(cell.cpus(), "CPU"),
            Standing.of(cell) == Standing.AT_LEAST ? "at least " : "",
            cell.throughputPerS() == null
                ? "nothing"
                : Numbers.of(cell.throughputPerS()) + " requests per second",
            Grounds.quoted(cell.load()),
            latency(cell));
  }

  private static String latency(Cell cell) {
    Quantiles total = cell.latencyUs() == null ? null : cell.latencyUs().total();
    if (total == null || total.p50() == null) {
      return "";
    }
    return ", half of them within %s%s"
        .formatted(
            Numbers.duration(total.p50()),
            total.p99() == null ? "" : " and 99 of 100 within " + Numbers.duration(total.p99()));
  }
}
