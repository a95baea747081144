package stampede.report.conclusion;

import java.util.List;
import stampede.report.Cell;

/** How the others of a ranking lie to its best, in words. */
final class Apart {
  private Apart() {}

  /** Goes on after the figure of the best, and ends the sentence. */
  static String others(Grounds grounds, Ranking ranking) {
    Measure measure = ranking.measure();
    Cell second = ranking.second();
    if (ranking.strength() == Strength.OPEN) {
      return ", before %s with %s; but one round each cannot show that they differ."
          .formatted(grounds.name(second), measure.words(second));
    }
    List<Cell> beside = ranking.besideBest();
    if (beside.isEmpty()) {
      return ", %s %s (%s); every round of it was better than every round of %s."
          .formatted(
              ratio(measure, ranking.best(), second),
              grounds.name(second),
              measure.words(second),
              ranking.cells().size() == 2 ? "the other" : "all others");
    }
    String words =
        ", but its rounds overlap with those of %s (%s): they are not apart."
            .formatted(grounds.names(beside), figures(measure, beside));
    List<Cell> behind = ranking.behind();
    return behind.isEmpty()
        ? words
        : words
            + " Behind it in every round: %s (%s)."
                .formatted(grounds.names(behind), figures(measure, behind));
  }

  /** The best as a multiple of another, such as {@code 1.24 x as many as}. */
  private static String ratio(Measure measure, Cell best, Cell other) {
    return measure
        .ratio(best, other)
        .map(Grounds::times)
        .map(times -> times + (measure.moreIsBetter() ? " as many as" : " that of"))
        .orElse("before");
  }

  private static String figures(Measure measure, List<Cell> cells) {
    return cells.size() == 1
        ? measure.words(cells.getFirst())
        : measure.words(cells.getFirst()) + " to " + measure.words(cells.getLast());
  }
}
