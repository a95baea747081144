package stampede.report.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.reading.Change;
import stampede.report.reading.Numbers;
import stampede.report.reading.Standing;

/**
 * One figure of a cell in two runs.
 *
 * @param figure which
 * @param pair the cell in both
 * @param shift the change, with what is known of its uncertainty; empty when there is no ratio
 * @param outcome what it says
 */
record FigureChange(ComparedFigure figure, CellPair pair, Optional<Shift> shift, Outcome outcome) {

  /** What a change says, from good to nothing. */
  enum Outcome {
    BETTER("better"),
    WORSE("worse"),
    NOT_APART("not apart"),
    TOO_FEW("too few rounds"),
    LOWER_BOUND("lower bound"),
    AS_OFFERED("as offered"),
    NOT_VALID("not valid"),
    NO_RATIO("a figure is 0"),
    UNKNOWN("not known");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean isTold() {
      return this == BETTER || this == WORSE || this == NOT_APART;
    }
  }

  static FigureChange of(ComparedFigure figure, CellPair pair, RankSums distributions) {
    Optional<Outcome> hindrance = hindrance(figure, pair.first(), pair.other());
    if (hindrance.isPresent()) {
      return new FigureChange(figure, pair, Optional.empty(), hindrance.get());
    }
    List<Double> first = samples(figure, pair.first());
    List<Double> other = samples(figure, pair.other());
    Optional<Shift> shift = Shift.of(first, other, distributions);
    return new FigureChange(
        figure, pair, shift, shift.map(change -> outcome(figure, change)).orElse(Outcome.NO_RATIO));
  }

  /** Of a cell whose rounds have no such figure, its own is the only sample. */
  private static List<Double> samples(ComparedFigure figure, Cell cell) {
    List<Double> rounds = figure.ofRounds(cell);
    return rounds.isEmpty() ? List.of(figure.of(cell)) : rounds;
  }

  private static Optional<Outcome> hindrance(ComparedFigure figure, Cell first, Cell other) {
    if (!Numbers.isPresent(figure.of(first)) || !Numbers.isPresent(figure.of(other))) {
      return Optional.of(Outcome.UNKNOWN);
    }
    if (!first.valid() || !other.valid()) {
      return Optional.of(Outcome.NOT_VALID);
    }
    if (figure != ComparedFigure.THROUGHPUT) {
      return Optional.empty();
    }
    List<Standing> standings = List.of(Standing.of(first), Standing.of(other));
    if (standings.contains(Standing.AT_LEAST)) {
      return Optional.of(Outcome.LOWER_BOUND);
    }
    return standings.contains(Standing.AS_OFFERED)
        ? Optional.of(Outcome.AS_OFFERED)
        : Optional.empty();
  }

  private static Outcome outcome(ComparedFigure figure, Shift shift) {
    if (!shift.isSure()) {
      return Outcome.TOO_FEW;
    }
    if (shift.mayBeNone()) {
      return Outcome.NOT_APART;
    }
    return figure.isBetter(shift.percent()) ? Outcome.BETTER : Outcome.WORSE;
  }

  /** Such as {@code +5.3 % (+3.1 to +7.0)}; with what the range covers where that is less. */
  String change() {
    return shift
        .map(
            change ->
                change.coverage() == 0
                    ? Change.signed(change.percent())
                    : "%s (%s to %s%s)"
                        .formatted(
                            Change.signed(change.percent()),
                            bound(change.lowerPercent()),
                            bound(change.upperPercent()),
                            change.isSure() ? "" : "; " + covered(change)))
        .orElse(Numbers.ABSENT);
  }

  private static String bound(double percent) {
    return Change.signed(percent).replace(" %", "");
  }

  private static String covered(Shift change) {
    return String.format(Locale.ROOT, "%.0f %%", Math.floor(change.coverage() * 100));
  }

  /** What it says, in words. */
  String words() {
    return outcome.words();
  }
}
