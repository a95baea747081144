package stampede.report.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stampede.report.gate.GateMetric;
import stampede.report.reading.Change;
import stampede.report.reading.GateReading;
import stampede.report.reading.MetricReading;

/** The table of a gate in Markdown: a line for each metric, and the sentence on how to read it. */
final class GateRows {
  private static final int MOST_METRICS = 6;
  private static final List<String> COMPARED =
      List.of("metric", "A", "B", "how much worse B is", "tolerated", "verdict");
  private static final List<String> CALIBRATED =
      List.of(
          "metric", "A", "A again", "noise of a round", "smallest noticed", "tolerated", "verdict");

  private GateRows() {}

  /** Lines of the table; one sentence when nothing was compared. */
  static List<String> of(GateReading reading) {
    List<MetricReading> metrics = reading.metrics();
    if (metrics.isEmpty()) {
      return List.of("Nothing was measured.");
    }
    boolean calibrated = reading.document().isCalibration();
    List<String> lines = new ArrayList<>();
    lines.add(row((calibrated ? CALIBRATED : COMPARED).stream()));
    lines.add("|---|" + "--:|".repeat(calibrated ? 5 : 4) + "---|");
    metrics.stream()
        .limit(MOST_METRICS)
        .map(each -> row((calibrated ? noise(each) : compared(each))))
        .forEach(lines::add);
    if (!calibrated) {
      lines.add("");
      lines.add(
          "Here + means worse (fewer requests per second, longer latency), - better; in brackets"
              + " stands the range in which the true change almost certainly lies.");
    }
    return lines;
  }

  private static Stream<String> compared(MetricReading each) {
    return Stream.of(
        Markdown.text(each.name()),
        Markdown.text(each.baseline()),
        Markdown.text(each.candidate()),
        Change.withBounds(each.metric()),
        Change.tolerance(each.metric().tolerancePercent()),
        verdict(each));
  }

  private static Stream<String> noise(MetricReading each) {
    GateMetric metric = each.metric();
    return Stream.of(
        Markdown.text(each.name()),
        Markdown.text(each.baseline()),
        Markdown.text(each.candidate()),
        Change.size(metric.noisePercent()),
        Change.size(metric.smallestEffectPercent()),
        Change.tolerance(metric.tolerancePercent()),
        verdict(each));
  }

  private static String verdict(MetricReading each) {
    boolean breaks = each.metric().verdict().equals("fail") && !each.metric().isAdvisory();
    return breaks ? "**FAIL**" : Markdown.text(each.verdict());
  }

  private static String row(Stream<String> entries) {
    return entries.collect(Collectors.joining(" | ", "| ", " |"));
  }
}
