package stampede.harness.expectation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stampede.report.Cell;
import stampede.report.Expectation;

/**
 * What a figure of a cell must be: {@code p99<5ms}, {@code errors=0}, {@code throughput>=10000/s}.
 * Immutable.
 */
public final class Condition {
  /** The figures that a condition can be about, for people. */
  public static final String FIGURES = Figure.NAMES;

  private static final Pattern SHAPE =
      Pattern.compile("\\s*([A-Za-z0-9.]+)\\s*(<=|>=|<|>|=)\\s*(\\S.*?)\\s*");

  private final Figure figure;
  private final Comparison comparison;
  private final double bound;
  private final String text;

  private Condition(Figure figure, Comparison comparison, double bound, String text) {
    this.figure = figure;
    this.comparison = comparison;
    this.bound = bound;
    this.text = text;
  }

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Condition parse(String text) {
    Condition read = read(text);
    if (read.comparison == Comparison.EQUAL && !read.figure.isCount()) {
      throw new IllegalArgumentException(
          "'" + text + "': a measured figure is never just that; write < <= >= or >");
    }
    return read;
  }

  /**
   * Reads a condition of an objective, in which {@code p99=5ms} says that the figure may be 5 ms at
   * most.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Condition parseObjective(String text) {
    Condition read = read(text);
    if (read.comparison == Comparison.EQUAL && read.figure.measure() == Measure.DURATION) {
      return of(read.figure, Comparison.AT_MOST, text.substring(text.indexOf('=') + 1).strip());
    }
    return parse(text);
  }

  private static Condition read(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a condition: write a figure, one of < <= = >= >, and a value, such as"
              + " 'p99<5ms' or 'errors=0'");
    }
    Figure figure =
        Figure.named(matcher.group(1))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'"
                            + text
                            + "': there is no figure '"
                            + matcher.group(1)
                            + "'; there are "
                            + Figure.NAMES));
    return of(figure, Comparison.of(matcher.group(2)).orElseThrow(), matcher.group(3));
  }

  private static Condition of(Figure figure, Comparison comparison, String value) {
    String text = figure.name() + comparison.sign() + value;
    try {
      return new Condition(figure, comparison, figure.measure().read(value), text);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "'" + text + "': " + figure.name() + " is compared with " + figure.measure().words(),
          wrong);
    }
  }

  /** What became of it in a cell; a figure that is not known does not meet it. */
  public Expectation of(Cell cell) {
    Optional<Double> value = figure.of(cell);
    return new Expectation(
        text,
        value.orElse(null),
        figure.measure().unit(),
        value.filter(known -> comparison.holds(known, bound)).isPresent(),
        cell.valid() || figure.isCount());
  }

  /** Whether it is about a time. */
  public boolean isAboutDuration() {
    return figure.measure() == Measure.DURATION;
  }

  /** Requests that must be answered before its figure is known, at least 1. */
  public int samples() {
    return figure.samples();
  }

  /** As typed, without spaces around the sign. */
  @Override
  public String toString() {
    return text;
  }
}
