package stampede.report.text;

import java.io.IOException;
import java.util.Locale;
import stampede.report.Cell;
import stampede.report.Latencies;
import stampede.report.Quantiles;
import stampede.report.Renderer;
import stampede.report.Requests;
import stampede.report.RunDocument;

/**
 * What the clients of one flood saw, for a terminal: validity first, then counts, rate, latencies
 * and errors; of a search the curve it walked. Then what was expected of the figures.
 */
public final class LoadText implements Renderer<RunDocument> {
  private static final String PHASE = "%-22s %10s %10s %10s %10s %10s %10d%n";

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
    out.append(cell.valid() ? "Valid." : "NOT VALID: " + String.join("; ", cell.invalidReasons()));
    line(
        out,
        "%n%s, %s, closing by %s, %sseed %d%n%n",
        cell.server().spec(),
        cell.load(),
        cell.close(),
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
    boolean atLeast = cell.limitedBy().equals("generator");
    line(
        out,
        "throughput  %s%,.0f/s (limited by: %s)%n%n",
        atLeast ? "at least " : "",
        cell.throughputPerS(),
        cell.limitedBy());
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
          "connections %,d for %,d requests, %,d of them sent again as theirs had ended%n",
          requests.connections(),
          requests.invoked(),
          requests.resent());
    }
  }

  private static void latencies(Cell cell, Appendable out) throws IOException {
    line(
        out,
        "%-22s %10s %10s %10s %10s %10s %10s%n",
        "latency, us",
        "p50",
        "p90",
        "p99",
        "p99.9",
        "max",
        "samples");
    Latencies phases = cell.latencyUs();
    phase(out, "connect", phases.connect());
    phase(out, "queue (till accepted)", phases.queue());
    phase(out, "service", phases.service());
    phase(out, "total, from intended", phases.total());
    phase(out, "total, from actual", cell.latencyFromActualUs().total());
    phase(out, "schedule lag", cell.lagUs());
  }

  private static void phase(Appendable out, String name, Quantiles quantiles) throws IOException {
    if (quantiles != null && quantiles.count() > 0) {
      line(
          out,
          PHASE,
          name,
          text(quantiles.p50()),
          text(quantiles.p90()),
          text(quantiles.p99()),
          text(quantiles.p999()),
          text(quantiles.max()),
          quantiles.count());
    }
  }

  private static String text(Double us) {
    return us == null ? "-" : String.format(Locale.ROOT, "%,.0f", us);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of ours
  private static void line(Appendable out, String format, Object... values) throws IOException {
    out.append(String.format(Locale.ROOT, format, values));
  }
}
