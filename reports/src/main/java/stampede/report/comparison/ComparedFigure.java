package stampede.report.comparison;

import java.util.List;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.CpuPerConnection;
import stampede.report.Handlers;
import stampede.report.Latencies;
import stampede.report.Quantiles;
import stampede.report.Round;
import stampede.report.reading.Numbers;

/** The figures of cells that are compared, in the order of a reader's questions. */
enum ComparedFigure {
  THROUGHPUT("answers/s", "/s", true),
  P50("p50", "us", false),
  P99("p99", "us", false),
  CPU("cpu/conn", "us", false),
  WAKEUPS("wakeups", "", false);

  private final String words;
  private final String unit;
  private final boolean moreIsBetter;

  ComparedFigure(String words, String unit, boolean moreIsBetter) {
    this.words = words;
    this.unit = unit;
    this.moreIsBetter = moreIsBetter;
  }

  String words() {
    return words;
  }

  /** Unit of the figures, for machines; empty for a plain number. */
  String unit() {
    return unit;
  }

  boolean isBetter(double percent) {
    return percent > 0 == moreIsBetter;
  }

  /** The figure of a cell: the median of its rounds; null when it is not known. */
  Double of(Cell cell) {
    return of(cell.throughputPerS(), cell.latencyUs(), cell.cpuUsPerConnection(), cell.handlers());
  }

  private Double of(Round round) {
    return of(
        round.throughputPerS(), round.latencyUs(), round.cpuUsPerConnection(), round.handlers());
  }

  private Double of(
      Double throughputPerS, Latencies latencyUs, CpuPerConnection cpu, Handlers handlers) {
    return switch (this) {
      case THROUGHPUT -> throughputPerS;
      case P50 -> total(latencyUs, Quantiles::p50);
      case P99 -> total(latencyUs, Quantiles::p99);
      case CPU -> cpu == null ? null : cpu.server();
      case WAKEUPS -> handlers == null ? null : handlers.wakeupsPerAccept();
    };
  }

  /** The figure with the digits of the other renderings. */
  String text(Double figure) {
    return unit.equals("us") ? Numbers.duration(figure) : Numbers.of(figure);
  }

  /** The figure of each valid round that has one. */
  List<Double> ofRounds(Cell cell) {
    return cell.rounds().stream()
        .filter(Round::valid)
        .map(this::of)
        .filter(Numbers::isPresent)
        .toList();
  }

  private static Double total(Latencies latencies, Function<Quantiles, Double> quantile) {
    boolean known = latencies != null && latencies.total() != null;
    return known ? quantile.apply(latencies.total()) : null;
  }
}
