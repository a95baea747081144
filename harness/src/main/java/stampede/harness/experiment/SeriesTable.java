package stampede.harness.experiment;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import stampede.report.Interval;

/**
 * The time series of a cell as comma-separated values: a header with units, then a line for each
 * interval of each round. What is not known is left empty. Pure.
 */
final class SeriesTable {
  private static final String HEADER =
      "round,at_s,length_s,throughput_per_s,p50_us,p99_us,max_us,errors,in_flight,queue_depth\n";

  private SeriesTable() {}

  /** Writes it. */
  static void write(List<RoundResult> rounds, Appendable out) throws IOException {
    out.append(HEADER);
    for (RoundResult round : rounds) {
      for (Interval interval : round.series().intervals()) {
        line(round.step().round(), interval, out);
      }
    }
  }

  private static void line(int round, Interval interval, Appendable out) throws IOException {
    out.append(Integer.toString(round))
        .append(number(interval.atS()))
        .append(number(interval.lengthS()))
        .append(number(interval.throughputPerS()))
        .append(number(interval.p50Us()))
        .append(number(interval.p99Us()))
        .append(number(interval.maxUs()))
        .append(',')
        .append(interval.errors() == null ? "" : interval.errors().toString())
        .append(number(interval.inFlight()))
        .append(number(interval.queueDepth()))
        .append('\n');
  }

  private static String number(Double value) {
    return value == null ? "," : String.format(Locale.ROOT, ",%.3f", value);
  }
}
