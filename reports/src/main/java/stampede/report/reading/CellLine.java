package stampede.report.reading;

import java.util.Optional;
import stampede.report.Cell;
import stampede.report.Handlers;
import stampede.report.Quantiles;

/**
 * A cell in one line, in the same digits wherever it stands. What is not known is {@link
 * Numbers#ABSENT}.
 *
 * @param throughput answers per second, with {@code at least} before it where it is a lower bound
 * @param p50 median latency from the intended start
 * @param p99 its 99th percentile
 * @param wakeups wakeups per accept
 * @param emptyAccepts empty accepts per accept
 * @param serverCpu CPU time of the server per connection
 * @param audit verdict of the audit
 * @param limit what held it back; that it is not valid where it is not
 */
public record CellLine(
    String throughput,
    String p50,
    String p99,
    String wakeups,
    String emptyAccepts,
    String serverCpu,
    String audit,
    String limit) {

  /** The line of a cell. */
  public static CellLine of(Cell cell) {
    Optional<Quantiles> total =
        Optional.ofNullable(cell.latencyUs()).flatMap(all -> Optional.ofNullable(all.total()));
    Optional<Handlers> handlers = Optional.ofNullable(cell.handlers());
    return new CellLine(
        throughput(cell),
        Numbers.duration(total.map(Quantiles::p50).orElse(null)),
        Numbers.duration(total.map(Quantiles::p99).orElse(null)),
        Numbers.of(handlers.map(Handlers::wakeupsPerAccept).orElse(null)),
        Numbers.of(handlers.map(Handlers::emptyAcceptsPerAccept).orElse(null)),
        Numbers.duration(
            cell.cpuUsPerConnection() == null ? null : cell.cpuUsPerConnection().server()),
        cell.audit() == null ? Numbers.ABSENT : cell.audit().verdict(),
        limit(cell));
  }

  private static String throughput(Cell cell) {
    String figure = Numbers.of(cell.throughputPerS());
    return Standing.of(cell) == Standing.AT_LEAST ? "at least " + figure : figure;
  }

  private static String limit(Cell cell) {
    if (!cell.valid()) {
      return "NOT VALID";
    }
    return cell.limitedBy() == null ? "unknown" : cell.limitedBy();
  }
}
