package stampede.report.text;

import java.io.IOException;
import java.util.List;
import stampede.report.Renderer;
import stampede.report.gate.GateArm;
import stampede.report.gate.GateDocument;
import stampede.report.reading.GateReading;
import stampede.report.reading.MetricReading;

/**
 * A gate for somebody at a terminal: the verdict in a sentence, what was compared, what broke or
 * could not be told, how to repeat it. ASCII only.
 */
public final class GateText implements Renderer<GateDocument> {
  private static final int INDENT = 11;

  @Override
  public void render(GateDocument document, Appendable out) throws IOException {
    GateReading reading = new GateReading(document);
    named(out, "", reading.sentence());
    line(out, "");
    arms(document, out);
    if (!document.metrics().isEmpty()) {
      line(out, "");
      for (String each : GateColumns.table(reading).lines()) {
        line(out, each);
      }
      line(out, "");
    }
    for (MetricReading metric : reading.metrics()) {
      named(out, mark(metric), metric.sentence());
    }
    each(out, "VIOLATION", reading.violations());
    each(out, "reason", document.invalidReasons());
    each(out, "noise", document.isCalibration() ? List.of() : reading.noise());
    each(out, "left out", reading.leftOut());
    each(out, "warning", document.environment().warnings());
    line(out, "");
    named(out, "", reading.rounds());
    named(out, "", reading.howToRead());
    line(out, "");
    line(out, "seed " + document.seed());
    line(out, "repeat: " + reading.repeat());
    for (var violation : document.violations()) {
      if (violation.repeat() != null) {
        line(out, "repeat %s: %s".formatted(violation.what(), violation.repeat()));
      }
    }
  }

  private static void arms(GateDocument document, Appendable out) throws IOException {
    arm(out, "A baseline", document.baseline());
    arm(out, "B " + (document.isCalibration() ? "the same" : "candidate"), document.candidate());
  }

  private static void arm(Appendable out, String name, GateArm arm) throws IOException {
    line(out, "%-12s %s".formatted(name, GateReading.server(arm)));
    if (!GateReading.stored(arm).isEmpty()) {
      line(out, " ".repeat(INDENT + 2) + GateReading.stored(arm));
    }
  }

  /** What breaks the gate stands out. */
  private static String mark(MetricReading metric) {
    if (metric.metric().isAdvisory()) {
      return "note";
    }
    return switch (metric.metric().verdict()) {
      case "fail" -> "FAIL";
      case "pass" -> "pass";
      default -> "unsure";
    };
  }

  private static void each(Appendable out, String name, List<String> texts) throws IOException {
    for (String text : texts) {
      named(out, name, text);
    }
  }

  private static void named(Appendable out, String name, String text) throws IOException {
    int indent = name.isEmpty() ? 0 : INDENT;
    List<String> lines = Wrapping.of(text, TextReport.WIDTH - indent);
    for (int i = 0; i < lines.size(); i++) {
      String head = i == 0 && indent > 0 ? "%-10s ".formatted(name) : " ".repeat(indent);
      line(out, head + lines.get(i));
    }
  }

  private static void line(Appendable out, String text) throws IOException {
    out.append(TextTable.ascii(text)).append('\n');
  }
}
