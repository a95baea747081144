package stampede.report.csv;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import stampede.report.Renderer;
import stampede.report.gate.GateDocument;
import stampede.report.gate.GateMetric;
import stampede.report.gate.GatePair;
import stampede.report.reading.Change;
import stampede.report.reading.GateReading;

/**
 * A gate as a table: a line for each metric in each round that counts, so that many gates one after
 * another are a history. Figures are always there: a round that lacks one has no line for that
 * metric. Columns that may hold commas stand last. Source: RFC 4180.
 */
public final class GateCsv implements Renderer<GateDocument> {
  /** The first line, without its end. */
  public static final String HEADER =
      "startedAt,seed,round,metric,unit,baseline,candidate,changePercent,tolerancePercent,"
          + "metricVerdict,gateVerdict,purpose,stampedeVersion,load,work,baselineServer,"
          + "candidateServer";

  @Override
  public void render(GateDocument document, Appendable out) throws IOException {
    out.append(HEADER).append(Csv.END).append(lines(document));
  }

  /** The lines without the header, each with its end; empty when no round counts. */
  static String lines(GateDocument document) {
    StringBuilder lines = new StringBuilder();
    for (GatePair pair : document.pairs()) {
      for (GateMetric metric : document.metrics()) {
        if (pair.counts() && Change.of(pair, metric).isPresent()) {
          lines.append(line(document, pair, metric));
        }
      }
    }
    return lines.toString();
  }

  private static String line(GateDocument document, GatePair pair, GateMetric metric) {
    return Csv.line(
        List.of(
            document.startedAt(),
            Long.toString(document.seed()),
            Integer.toString(pair.round()),
            metric.name(),
            metric.unit(),
            number(Change.figure(pair.baseline(), metric).orElseThrow()),
            number(Change.figure(pair.candidate(), metric).orElseThrow()),
            number(Change.of(pair, metric).orElseThrow()),
            number(metric.tolerancePercent()),
            metric.verdict(),
            document.verdict(),
            document.purpose(),
            text(document.stampedeVersion()),
            load(document, metric),
            text(document.design().work()),
            GateReading.server(document.baseline()),
            GateReading.server(document.candidate())));
  }

  private static String load(GateDocument document, GateMetric metric) {
    return metric.name().equals("throughput")
        ? document.design().saturation()
        : text(document.design().open());
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
