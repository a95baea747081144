package stampede.report.reading;

import java.util.Optional;
import stampede.report.Cell;
import stampede.report.Quantiles;

/**
 * How long requests of one cell waited in the queue, in units of its own mean service time, and
 * what theory expects of the same queue at the same utilisation. A figure that is not known is
 * null.
 *
 * @param cell the cell
 * @param serviceUs mean service time
 * @param utilisation the part of their time its handlers were busy
 * @param meanWait mean wait before accept, in service times
 * @param p99Wait its 99th percentile, in service times
 * @param theory where theory applies: random arrivals, exponential work, an address whose queues
 *     are known
 */
public record QueueFigures(
    Cell cell,
    Double serviceUs,
    Double utilisation,
    Double meanWait,
    Double p99Wait,
    Optional<ErlangC> theory) {

  /** The figures of a cell. */
  public static QueueFigures of(Cell cell) {
    Quantiles queue = cell.latencyUs() == null ? null : cell.latencyUs().queue();
    Quantiles service = cell.latencyUs() == null ? null : cell.latencyUs().service();
    if (queue == null || service == null || service.mean() == null || service.mean() <= 0) {
      return new QueueFigures(cell, null, null, null, null, Optional.empty());
    }
    double serviceUs = service.mean();
    Double utilisation =
        cell.throughputPerS() == null || cell.server().handlers() < 1
            ? null
            : cell.throughputPerS() * serviceUs / 1e6 / cell.server().handlers();
    return new QueueFigures(
        cell,
        serviceUs,
        utilisation,
        divided(queue.mean(), serviceUs),
        divided(queue.p99(), serviceUs),
        theory(cell, utilisation));
  }

  /** Whether every handler has a queue of its own; empty when nobody says. */
  public static Optional<Boolean> isSplit(Cell cell) {
    return Optional.ofNullable(cell.server().address()).map("split"::equals);
  }

  private static Optional<ErlangC> theory(Cell cell, Double utilisation) {
    boolean random = cell.load().startsWith("poisson");
    boolean exponential = cell.work() != null && cell.work().startsWith("exp");
    boolean steady = utilisation != null && utilisation > 0 && utilisation < 1;
    return random && exponential && steady
        ? isSplit(cell).map(split -> new ErlangC(split ? 1 : cell.server().handlers(), utilisation))
        : Optional.empty();
  }

  private static Double divided(Double us, double serviceUs) {
    return us == null ? null : us / serviceUs;
  }
}
