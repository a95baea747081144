package stampede.report.text;

import java.util.List;
import java.util.Locale;
import stampede.report.gate.GateMetric;
import stampede.report.reading.Change;
import stampede.report.reading.GateReading;
import stampede.report.reading.MetricReading;

/** The table of a gate for a terminal: a line for each metric. */
final class GateColumns {
  private static final List<TextTable.Column> COMPARED =
      List.of(
          new TextTable.Column("", "metric", 16, false),
          new TextTable.Column("", "A", 12, true),
          new TextTable.Column("", "B", 12, true),
          new TextTable.Column("change", "(+ is worse)", 28, true),
          new TextTable.Column("", "tolerated", 9, true),
          new TextTable.Column("", "verdict", 18, false));
  private static final List<TextTable.Column> CALIBRATED =
      List.of(
          new TextTable.Column("", "metric", 16, false),
          new TextTable.Column("", "A", 12, true),
          new TextTable.Column("", "A again", 12, true),
          new TextTable.Column("noise of", "a round", 9, true),
          new TextTable.Column("smallest", "noticed", 9, true),
          new TextTable.Column("", "tolerated", 9, true),
          new TextTable.Column("", "verdict", 18, false));

  private GateColumns() {}

  static TextTable table(GateReading reading) {
    boolean calibrated = reading.document().isCalibration();
    return new TextTable(
        calibrated ? CALIBRATED : COMPARED,
        reading.metrics().stream()
            .map(calibrated ? GateColumns::noise : GateColumns::row)
            .toList());
  }

  private static List<String> row(MetricReading each) {
    return List.of(
        each.metric().name(),
        each.baseline(),
        each.candidate(),
        Change.withBounds(each.metric()),
        Change.tolerance(each.metric().tolerancePercent()),
        verdict(each));
  }

  private static List<String> noise(MetricReading each) {
    GateMetric metric = each.metric();
    return List.of(
        metric.name(),
        each.baseline(),
        each.candidate(),
        Change.size(metric.noisePercent()),
        Change.size(metric.smallestEffectPercent()),
        Change.tolerance(metric.tolerancePercent()),
        verdict(each));
  }

  private static String verdict(MetricReading each) {
    return each.metric().verdict().equals("fail") && !each.metric().isAdvisory()
        ? each.metric().verdict().toUpperCase(Locale.ROOT)
        : each.verdict();
  }
}
