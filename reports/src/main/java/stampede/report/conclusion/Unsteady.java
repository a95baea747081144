package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.List;
import stampede.report.Cell;
import stampede.report.reading.Noise;
import stampede.report.reading.Numbers;

/** Cells that nothing rests on: not valid, or rounds that do not repeat each other. */
final class Unsteady implements Rule {
  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    List<Cell> invalid = grounds.cells().stream().filter(cell -> !cell.valid()).toList();
    List<Cell> noisy =
        grounds.cells().stream().filter(cell -> cell.valid() && Noise.isNoisy(cell)).toList();
    List<Conclusion> conclusions = new ArrayList<>();
    if (!invalid.isEmpty()) {
      conclusions.add(
          new Conclusion(
              Strength.OPEN,
              "%s not valid, and no conclusion rests on that: %s. The first reason: %s."
                  .formatted(part(grounds, invalid), grounds.cells(invalid), reason(invalid)),
              Grounds.measured(invalid)));
    }
    if (!noisy.isEmpty()) {
      conclusions.add(
          new Conclusion(
              Strength.OPEN,
              ("%s noisy, and not ranked: %s. Their rounds lie too far apart; stop "
                          + "what else runs on the")
                      .formatted(part(grounds, noisy), grounds.cells(noisy))
                  + " machine, and measure longer (`--warmup`, `--duration`) in more rounds"
                  + " (`--rounds`).",
              Grounds.measured(noisy)));
    }
    return conclusions;
  }

  private static String part(Grounds grounds, List<Cell> cells) {
    return "%s of %s %s"
        .formatted(
            Numbers.count(cells.size()),
            Numbers.counted(grounds.cells().size(), "cell"),
            cells.size() == 1 ? "is" : "are");
  }

  private static String reason(List<Cell> invalid) {
    return invalid.stream()
        .flatMap(cell -> cell.invalidReasons().stream())
        .findFirst()
        .orElse("none was given");
  }
}
