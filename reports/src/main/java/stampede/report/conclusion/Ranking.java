package stampede.report.conclusion;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import stampede.report.Cell;

/**
 * Cells that compare in the order of one measure.
 *
 * @param measure by which
 * @param cells at least two, the best first
 */
record Ranking(Measure measure, List<Cell> cells) {

  /** Of those that have the figure; empty where fewer than two do. */
  static Optional<Ranking> of(Measure measure, List<Cell> cells) {
    Comparator<Cell> least = Comparator.comparing(cell -> measure.of(cell).orElseThrow());
    List<Cell> ranked =
        cells.stream()
            .filter(cell -> measure.of(cell).isPresent())
            .sorted(measure.moreIsBetter() ? least.reversed() : least)
            .toList();
    return ranked.size() < 2 ? Optional.empty() : Optional.of(new Ranking(measure, ranked));
  }

  Cell best() {
    return cells.getFirst();
  }

  Cell second() {
    return cells.get(1);
  }

  Cell last() {
    return cells.getLast();
  }

  /** Those that the rounds do not keep apart from the best, without it. */
  List<Cell> besideBest() {
    return cells.stream().skip(1).filter(cell -> !isBehind(cell)).toList();
  }

  /** Those of which every round is worse than every round of the best. */
  List<Cell> behind() {
    return cells.stream().skip(1).filter(this::isBehind).toList();
  }

  private boolean isBehind(Cell cell) {
    Samples ours = measure.samples(best());
    Samples theirs = measure.samples(cell);
    return measure.moreIsBetter() ? theirs.isBelow(ours) : ours.isBelow(theirs);
  }

  /** How sure it is that the best is better than all others. */
  Strength strength() {
    if (cells.stream().anyMatch(cell -> measure.samples(cell).count() < Samples.LEAST)) {
      return Strength.OPEN;
    }
    if (!besideBest().isEmpty()) {
      return Strength.NOT_APART;
    }
    int all = cells.stream().mapToInt(cell -> measure.samples(cell).count()).sum();
    double anyOfThem =
        cells.stream().mapToDouble(c -> Chance.allFirst(measure.samples(c).count(), all)).sum();
    return Chance.strength(anyOfThem);
  }
}
