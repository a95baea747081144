package stampede.harness.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stampede.harness.expectation.Condition;
import stampede.harness.experiment.Believable;
import stampede.harness.load.FloodLength;
import stampede.report.Cell;
import stampede.report.Expectation;
import stampede.report.reading.Expected;

/**
 * What a rate must meet: every condition, no error, and figures that can be believed. Immutable and
 * pure.
 */
public final class Objective {
  private final List<Condition> conditions;

  private Objective(List<Condition> conditions) {
    this.conditions = conditions;
  }

  /**
   * Reads it, such as {@code p99=5ms}, which says at most.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Objective parse(List<String> texts) {
    List<Condition> conditions = new ArrayList<>();
    texts.forEach(text -> conditions.add(Condition.parseObjective(text)));
    conditions.add(Condition.parse("errors=0"));
    return new Objective(List.copyOf(conditions));
  }

  /** This, and that condition too. */
  Objective and(String text) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(Condition.parse(text));
    return new Objective(List.copyOf(more));
  }

  /** Each condition, in words. */
  List<String> texts() {
    return conditions.stream().map(Condition::toString).distinct().toList();
  }

  /** How long a flood at that rate must be for its figures to be known, in nanoseconds. */
  long leastNs(double ratePerS) {
    return FloodLength.leastNs(samples(), ratePerS);
  }

  /** The lowest rate whose figures are known after so long. */
  double lowestPerS(long mostNs) {
    return FloodLength.lowestPerS(samples(), mostNs);
  }

  /** How many requests its figures rest on. */
  private int samples() {
    int samples = conditions.stream().mapToInt(Condition::samples).max().orElse(1);
    return Math.max(samples, Believable.LEAST_ANSWERS);
  }

  /** Whether a flood met it. */
  boolean isMet(Cell cell) {
    return cell.valid() && isMetByFigures(cell);
  }

  /** Whether the figures of a flood met it, whatever they are worth. */
  boolean isMetByFigures(Cell cell) {
    return unmet(cell).isEmpty();
  }

  /** Why a flood did not meet it, in a line; empty when it did. */
  String why(Cell cell) {
    List<String> reasons = new ArrayList<>();
    for (Expectation each : unmet(cell)) {
      reasons.add(each.condition() + " is " + new Expected(cell, each).value());
    }
    if (!cell.valid()) {
      reasons.add(
          cell.invalidReasons().stream().collect(Collectors.joining("; ", "not valid: ", "")));
    }
    return String.join("; ", reasons);
  }

  /** The first time it speaks of, in microseconds; null when that is not known, or it has none. */
  Double valueUs(Cell cell) {
    return conditions.stream()
        .filter(Condition::isAboutDuration)
        .findFirst()
        .map(condition -> condition.of(cell).value())
        .orElse(null);
  }

  private List<Expectation> unmet(Cell cell) {
    return conditions.stream()
        .map(condition -> condition.of(cell))
        .filter(each -> !each.met())
        .toList();
  }

  @Override
  public String toString() {
    return String.join(", ", texts());
  }
}
