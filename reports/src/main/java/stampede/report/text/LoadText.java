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
 * and errors.
 */
public final class LoadText implements Renderer<RunDocument> {
  private static final String PHASE = "%-22s %10s %10s %10s %10s %10s %10d%n";

  @Override
  public void render(RunDocument document, Appendable out) throws IOException {
    for (Cell cell : document.cells()) {
      render(cell, document.seed(), out);
    }
    if (document.interrupted()) {
      out.append("Interrupted: the flood was cut short.\n");
    }
  }

  private static void render(Cell cell, long seed, Appendable out) throws IOException {
    out.append(cell.valid() ? "Valid." : "NOT VALID: " + String.join("; ", cell.invalidReasons()));
    line(
        out,
        "%n%s, %s, closing by %s, seed %d%n%n",
        cell.server().spec(),
        cell.load(),
        cell.close(),
        seed);
    line(
        out,
        "requests    %,d answered, %,d failed, %,d indeterminate (and %,d in the warm-up)%n",
        cell.requests().ok(),
        cell.requests().failed(),
        cell.requests().indeterminate(),
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
