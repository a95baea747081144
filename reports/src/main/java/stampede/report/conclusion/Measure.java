package stampede.report.conclusion;

import java.util.Optional;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.CpuPerConnection;
import stampede.report.Handlers;
import stampede.report.Latencies;
import stampede.report.Quantiles;
import stampede.report.Round;
import stampede.report.reading.Numbers;

/**
 * A figure by which cells compare.
 *
 * @param moreIsBetter whether the greatest is the best, or the least
 * @param ofCell the figure of a cell, or null
 * @param ofRound the same figure of one round, or null
 * @param text the figure with its unit
 */
record Measure(
    boolean moreIsBetter,
    Function<Cell, Double> ofCell,
    Function<Round, Double> ofRound,
    Function<Double, String> text) {
  static final Measure THROUGHPUT =
      new Measure(true, Cell::throughputPerS, Round::throughputPerS, Numbers::of);
  static final Measure P99 =
      new Measure(
          false, cell -> p99(cell.latencyUs()), round -> p99(round.latencyUs()), Numbers::duration);
  static final Measure SERVER_CPU =
      new Measure(
          false,
          cell -> server(cell.cpuUsPerConnection()),
          round -> server(round.cpuUsPerConnection()),
          Numbers::duration);
  static final Measure WAKEUPS =
      new Measure(
          false, cell -> wakeups(cell.handlers()), round -> wakeups(round.handlers()), Numbers::of);

  /** The figure as the tables have it; empty when it is not known. */
  Optional<Double> of(Cell cell) {
    return Optional.ofNullable(ofCell.apply(cell)).filter(Double::isFinite);
  }

  /** The figure in words. */
  String words(Cell cell) {
    return text.apply(of(cell).orElse(null));
  }

  Samples samples(Cell cell) {
    return Samples.of(cell, ofRound);
  }

  /** The figure of one as a multiple of the other's; empty where there is none. */
  Optional<Double> ratio(Cell one, Cell other) {
    return of(one)
        .flatMap(value -> of(other).filter(o -> o > 0).map(o -> value / o))
        .filter(Double::isFinite);
  }

  private static Double p99(Latencies latencies) {
    return Optional.ofNullable(latencies).map(Latencies::total).map(Quantiles::p99).orElse(null);
  }

  private static Double server(CpuPerConnection cpu) {
    return Optional.ofNullable(cpu).map(CpuPerConnection::server).orElse(null);
  }

  private static Double wakeups(Handlers handlers) {
    return Optional.ofNullable(handlers).map(Handlers::wakeupsPerAccept).orElse(null);
  }
}
