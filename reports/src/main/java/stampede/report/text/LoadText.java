package stampede.report.text;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import stampede.report.Cell;
import stampede.report.Latencies;
import stampede.report.Quantiles;
import stampede.report.Renderer;
import stampede.report.Requests;
import stampede.report.RunDocument;
import stampede.report.reading.CellLine;
import stampede.report.reading.Numbers;

/**
 * What the clients of one flood saw, for a terminal: validity first, then counts, rate, latencies
 * and errors; of a search the curve it walked. Then what was expected of the figures.
 */
public final class LoadText implements Renderer<RunDocument> {
  private static final Latencies NOTHING = new Latencies(null, null, null, null);
  private static final String PHASE = "%-22s %10s %10s %10s %10s %10s %10s%n";

  @Override
  public void render(RunDocument document, Appendable out) throws IOException {
    if (document.search() != null) {
      SearchText.write(document.search(), out);
      line(out, "seed %d%n", document.seed());
    } else {
      for (Cell cell : document.cells()) {
        render(cell, document.seed(), out);
      }
    }
    ExpectationText.write(document, out);
    if (document.interrupted()) {
      out.append("Interrupted: the flood was cut short.\n");
    }
    if (document.failure() != null) {
      out.append("Ended early: ")
          .append(TextTable.ascii(document.failure().message()))
          .append('\n');
    }
  }

  private static void render(Cell cell, long seed, Appendable out) throws IOException {
    line(out, "%s%n", cell.valid() ? "Valid." : "NOT VALID: " + reasons(cell));
    line(
        out,
        "%s, %s, closing by %s, %sseed %d%n%n",
        cell.server().spec() == null ? cell.server().name() : cell.server().spec(),
        cell.load(),
        cell.close() == null ? "nobody knows whom" : cell.close(),
        cell.engine() == null ? "" : "carried by " + cell.engine() + ", ",
        seed);
    line(
        out,
        "requests    %,d answered, %,d failed, %,d indeterminate%s (and %,d in the warm-up)%n",
        cell.requests().ok(),
        cell.requests().failed(),
        cell.requests().indeterminate(),
        shed(cell.requests()),
        cell.requests().warmup());
    connections(cell.requests(), out);
    CellLine figures = CellLine.of(cell);
    line(
        out,
        "throughput  %s/s (limited by: %s)%n%n",
        figures.throughput(),
        cell.limitedBy() == null ? "unknown" : cell.limitedBy());
    latencies(cell, out);
    for (var error : cell.errors().entrySet()) {
      line(out, "error       %-40s %,d%n", error.getKey(), error.getValue());
    }
    if (cell.kernel() != null) {
      counter(out, "SYN retransmits", cell.kernel().synRetransmits());
      counter(out, "listen queue overflows", cell.kernel().listenOverflows());
    }
    for (String note : cell.notes()) {
      line(out, "note        %s%n", note);
    }
  }

  private static String shed(Requests requests) {
    return requests.shed() == null ? "" : String.format(Locale.ROOT, ", %,d shed", requests.shed());
  }

  /** What the kernel counted, where it is worth a line. */
  private static void counter(Appendable out, String name, Long count) throws IOException {
    if (count != null && count > 0) {
      line(out, "kernel      %-40s %,d%n", name, count);
    }
  }

  /** Said only where connections carried more than one request. */
  private static void connections(Requests requests, Appendable out) throws IOException {
    if (requests.connections() != null
        && requests.connections() < requests.invoked() - requests.failed()) {
      line(
          out,
          "connections %,d for %,d requests, %s of them sent again as theirs had ended%n",
          requests.connections(),
          requests.invoked(),
          Numbers.count(requests.resent()));
    }
  }

  private static void latencies(Cell cell, Appendable out) throws IOException {
    line(
        out,
        "%-22s %10s %10s %10s %10s %10s %10s%n",
        "latency",
        "p50",
        "p90",
        "p99",
        "p99.9",
        "max",
        "samples");
    Latencies phases = cell.latencyUs() == null ? NOTHING : cell.latencyUs();
    Latencies actual = cell.latencyFromActualUs() == null ? NOTHING : cell.latencyFromActualUs();
    phase(out, "connect", phases.connect());
    phase(out, "queue (till accepted)", phases.queue());
    phase(out, "service", phases.service());
    phase(out, "total, from intended", phases.total());
    phase(out, "total, from actual", actual.total());
    phase(out, "schedule lag", cell.lagUs());
  }

  private static void phase(Appendable out, String name, Quantiles quantiles) throws IOException {
    if (quantiles != null && quantiles.count() > 0) {
      line(
          out,
          PHASE,
          name,
          Numbers.duration(quantiles.p50()),
          Numbers.duration(quantiles.p90()),
          Numbers.duration(quantiles.p99()),
          Numbers.duration(quantiles.p999()),
          Numbers.duration(quantiles.max()),
          Numbers.count(quantiles.count()));
    }
  }

  private static String reasons(Cell cell) {
    return cell.invalidReasons().isEmpty()
        ? "no reason was given"
        : String.join("; ", cell.invalidReasons());
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of ours
  private static void line(Appendable out, String format, Object... values) throws IOException {
    Object[] safe =
        Stream.of(values).map(v -> v instanceof String text ? TextTable.ascii(text) : v).toArray();
    out.append(String.format(Locale.ROOT, format, safe));
  }
}
