package stampede.report.reading;

import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.Round;

/**
 * How far the valid rounds of a cell lie apart, and whether that is too far to rank it. A valid
 * cell may be noisy: each of its rounds is what was asked for, yet they do not repeat each other.
 */
public final class Noise {
  /** Of the median throughput, from the least round to the greatest. */
  public static final double MOST_THROUGHPUT_PERCENT = 20;

  /** The greatest median latency of a round over the least. */
  public static final double MOST_LATENCY_RATIO = 2;

  private Noise() {}

  /** What a reader must know of it; empty where its rounds repeat each other, or it has one. */
  public static Optional<String> of(Cell cell) {
    DoubleSummaryStatistics rates = over(cell, Round::throughputPerS);
    double percent = 100 * (rates.getMax() - rates.getMin()) / middle(cell, rates);
    if (rates.getCount() > 1 && percent > MOST_THROUGHPUT_PERCENT) {
      return Optional.of(
          "noisy: the throughput of its rounds lies " + Numbers.percentage(percent) + " apart");
    }
    DoubleSummaryStatistics medians = over(cell, Noise::p50);
    double ratio = medians.getMax() / medians.getMin();
    if (medians.getCount() > 1 && ratio > MOST_LATENCY_RATIO) {
      return Optional.of(
          "noisy: the median latency of one round is %s x that of another"
              .formatted(Numbers.of(ratio)));
    }
    return Optional.empty();
  }

  /** Whether it is. */
  public static boolean isNoisy(Cell cell) {
    return of(cell).isPresent();
  }

  private static double middle(Cell cell, DoubleSummaryStatistics rates) {
    return cell.throughputPerS() == null ? rates.getAverage() : cell.throughputPerS();
  }

  private static Double p50(Round round) {
    boolean known = round.latencyUs() != null && round.latencyUs().total() != null;
    return known ? round.latencyUs().total().p50() : null;
  }

  private static DoubleSummaryStatistics over(Cell cell, Function<Round, Double> figure) {
    return cell.rounds().stream()
        .filter(Round::valid)
        .map(figure)
        .filter(Numbers::isPresent)
        .mapToDouble(Double::doubleValue)
        .summaryStatistics();
  }
}
