package stampede.harness.expectation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.CpuPerConnection;
import stampede.report.Handlers;
import stampede.report.Kernel;
import stampede.report.Latencies;
import stampede.report.Quantiles;
import stampede.report.Requests;
import stampede.report.Round;

/**
 * A figure of a cell that a condition can be about. Immutable.
 *
 * @param name as people write it
 * @param measure in what it is measured
 * @param reader the figure of a cell, in the unit of the measure; null when it is not known
 */
record Figure(String name, Measure measure, Function<Cell, Double> reader) {
  /** All names, for people. */
  static final String NAMES =
      "p50, p90, p99, p99.9, max, mean (latency from the intended start), the same of a phase"
          + " (connect.p99, queue.p99, service.p99, lag.p99, actual.p99), throughput, achieved,"
          + " errors, failed, indeterminate, shed, cpu.server, cpu.generator, wakeups,"
          + " emptyAccepts, jain, listenOverflows, listenDrops, synRetransmits";

  private static final Map<String, Function<Quantiles, Double>> QUANTILES =
      Map.of(
          "p50", Quantiles::p50,
          "p90", Quantiles::p90,
          "p99", Quantiles::p99,
          "p99.9", Quantiles::p999,
          "p999", Quantiles::p999,
          "max", Quantiles::max,
          "mean", Quantiles::mean);

  private static final Map<String, Function<Cell, Quantiles>> PHASES =
      Map.of(
          "", of(Cell::latencyUs, Latencies::total),
          "total.", of(Cell::latencyUs, Latencies::total),
          "connect.", of(Cell::latencyUs, Latencies::connect),
          "queue.", of(Cell::latencyUs, Latencies::queue),
          "service.", of(Cell::latencyUs, Latencies::service),
          "actual.", of(Cell::latencyFromActualUs, Latencies::total),
          "lag.", Cell::lagUs);

  private static final Map<String, Figure> ALL = all();

  /** The figure of that name, if there is one. */
  static Optional<Figure> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The figure of a cell; empty when it is not known. */
  Optional<Double> of(Cell cell) {
    return Optional.ofNullable(reader.apply(cell));
  }

  /** Whether it can be believed whatever else is wrong: what was counted was counted. */
  boolean isCount() {
    return measure == Measure.COUNT;
  }

  /** Requests that must be answered before it is known, as quantiles are given; 1 else. */
  int samples() {
    if (name.endsWith("p99.9") || name.endsWith("p999")) {
      return 10_000;
    }
    if (name.endsWith("p99")) {
      return 1_000;
    }
    return name.endsWith("p90") ? 100 : name.endsWith("p50") ? 20 : 1;
  }

  private static Map<String, Figure> all() {
    Map<String, Figure> all = new LinkedHashMap<>();
    PHASES.forEach(
        (phase, quantiles) ->
            QUANTILES.forEach(
                (quantile, value) ->
                    add(all, phase + quantile, Measure.DURATION, of(quantiles, value))));
    add(all, "throughput", Measure.RATE, Cell::throughputPerS);
    add(all, "achieved", Measure.PERCENT, Figure::achievedPercent);
    count(all, "errors", of(Cell::requests, each -> each.failed() + each.indeterminate()));
    count(all, "failed", of(Cell::requests, Requests::failed));
    count(all, "indeterminate", of(Cell::requests, Requests::indeterminate));
    count(all, "shed", of(Cell::requests, each -> each.shed() == null ? 0L : each.shed()));
    add(
        all,
        "cpu.server",
        Measure.DURATION,
        of(Cell::cpuUsPerConnection, CpuPerConnection::server));
    add(
        all,
        "cpu.generator",
        Measure.DURATION,
        of(Cell::cpuUsPerConnection, CpuPerConnection::generator));
    add(all, "wakeups", Measure.NUMBER, of(Cell::handlers, Handlers::wakeupsPerAccept));
    add(all, "emptyAccepts", Measure.NUMBER, of(Cell::handlers, Handlers::emptyAcceptsPerAccept));
    add(all, "jain", Measure.NUMBER, of(Cell::handlers, Handlers::jain));
    count(all, "listenOverflows", of(Cell::kernel, Kernel::listenOverflows));
    count(all, "listenDrops", of(Cell::kernel, Kernel::listenDrops));
    count(all, "synRetransmits", of(Cell::kernel, Kernel::synRetransmits));
    return all;
  }

  private static void add(
      Map<String, Figure> all, String name, Measure measure, Function<Cell, Double> reader) {
    all.put(name, new Figure(name, measure, reader));
  }

  private static void count(Map<String, Figure> all, String name, Function<Cell, Long> reader) {
    add(all, name, Measure.COUNT, of(reader, Long::doubleValue));
  }

  /** What is part of something absent is absent. */
  private static <T, V> Function<Cell, V> of(Function<Cell, T> whole, Function<T, V> part) {
    return cell -> {
      T value = whole.apply(cell);
      return value == null ? null : part.apply(value);
    };
  }

  /** The worst valid round's share of the offered rate that was begun; null for a closed load. */
  private static Double achievedPercent(Cell cell) {
    Double least = null;
    for (Round round : cell.rounds()) {
      boolean told = round.offeredPerS() != null && round.achievedPerS() != null;
      if (told && round.offeredPerS() > 0 && (round.valid() || !cell.valid())) {
        double percent = 100 * round.achievedPerS() / round.offeredPerS();
        least = least == null ? percent : Math.min(least, percent);
      }
    }
    return least;
  }
}
