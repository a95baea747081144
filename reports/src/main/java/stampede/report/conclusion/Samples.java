package stampede.report.conclusion;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.Round;

/**
 * What the valid rounds of a cell say of one figure: the samples of an experiment, for requests of
 * one round are no independent ones.
 *
 * @param values one for each round that has the figure, in order of size
 */
record Samples(List<Double> values) {
  /** One round has nothing to be compared with. */
  static final int LEAST = 2;

  static Samples of(Cell cell, Function<Round, Double> figure) {
    return new Samples(
        cell.rounds().stream()
            .filter(Round::valid)
            .map(figure)
            .filter(value -> Objects.nonNull(value) && Double.isFinite(value))
            .sorted()
            .toList());
  }

  int count() {
    return values.size();
  }

  /** Whether each is below each of the other. */
  boolean isBelow(Samples other) {
    return !values.isEmpty()
        && !other.values.isEmpty()
        && values.getLast() < other.values.getFirst();
  }

  /** Whether all of one lie on one side of all of the other. */
  boolean isApartFrom(Samples other) {
    return isBelow(other) || other.isBelow(this);
  }

  /** How sure it is that these two differ at all. */
  Strength apartness(Samples other) {
    if (count() < LEAST || other.count() < LEAST) {
      return Strength.OPEN;
    }
    if (!isApartFrom(other)) {
      return Strength.NOT_APART;
    }
    return Chance.strength(2 * Chance.allFirst(count(), count() + other.count()));
  }
}
