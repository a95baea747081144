package stampede.report.markdown;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import stampede.report.Renderer;
import stampede.report.gate.GateArm;
import stampede.report.gate.GateDocument;
import stampede.report.gate.GateViolation;
import stampede.report.reading.GateReading;
import stampede.report.reading.MetricReading;

/**
 * A gate as a comment on a pull request: the verdict in a sentence, a table, what broke; the rest
 * is folded away. Less than 60 lines whatever happened, in the dialect of GitHub and GitLab.
 */
public final class GateMarkdown implements Renderer<GateDocument> {
  private static final int MOST_SHOWN = 3;

  @Override
  public void render(GateDocument document, Appendable out) throws IOException {
    GateReading reading = new GateReading(document);
    List<String> lines = new ArrayList<>();
    lines.add("### " + heading(document));
    lines.add("");
    lines.add(Markdown.text(reading.explanation()));
    lines.add("");
    lines.add(arm("A, the baseline", document.baseline()) + "<br>");
    lines.add(
        document.isCalibration()
            ? "B: the same again"
            : arm("B, the candidate", document.candidate()));
    lines.add("");
    lines.addAll(GateRows.of(reading));
    points(lines, "**In words:**", words(reading, false));
    points(lines, "**Fails whatever the figures say:**", violations(document));
    points(lines, "**Why the figures cannot decide:**", texts(document.invalidReasons()));
    lines.add("");
    details(reading, lines);
    for (String line : lines) {
      out.append(line).append('\n');
    }
  }

  private static String heading(GateDocument document) {
    String mark =
        switch (document.verdict()) {
          case "pass" -> "✅";
          case "fail" -> "❌";
          default -> "⚠️";
        };
    return "%s %s: performance %s by Stampede"
        .formatted(
            mark,
            Markdown.text(document.verdict().toUpperCase(Locale.ROOT)),
            document.isCalibration() ? "calibration" : "gate");
  }

  private static String arm(String name, GateArm arm) {
    String stored = GateReading.stored(arm);
    return "%s: %s%s"
        .formatted(
            name,
            Markdown.code(GateReading.server(arm)),
            stored.isEmpty() ? "" : " (" + Markdown.text(stored) + ")");
  }

  /** Metrics that keep the gate from passing, or the others. */
  private static List<String> words(GateReading reading, boolean harmless) {
    return reading.metrics().stream()
        .filter(each -> harmless == isHarmless(each))
        .map(each -> Markdown.text(each.sentence()))
        .toList();
  }

  private static boolean isHarmless(MetricReading each) {
    return each.metric().isAdvisory() || each.metric().verdict().equals("pass");
  }

  private static List<String> violations(GateDocument document) {
    return document.violations().stream().map(GateMarkdown::violation).toList();
  }

  private static String violation(GateViolation violation) {
    String repeat =
        violation.repeat() == null ? "" : " Repeat: " + Markdown.code(violation.repeat());
    return Markdown.text(GateReading.sentence(violation)) + repeat;
  }

  private static void details(GateReading reading, List<String> lines) {
    GateDocument document = reading.document();
    lines.add("<details><summary>How to read this, rounds and noise, how to repeat</summary>");
    lines.add("");
    lines.add(Markdown.text(reading.howToRead()));
    lines.add("");
    lines.add(Markdown.text(reading.slices() + " " + reading.rounds()));
    if (!document.isCalibration()) {
      points(lines, "What passed or only informs, in words:", words(reading, true));
    }
    sentence(lines, "Noise", reading.noise());
    sentence(lines, "Rounds left out", reading.leftOut());
    sentence(lines, "Of this machine", document.environment().warnings());
    lines.add("");
    lines.add("Repeat with seed %d:".formatted(document.seed()));
    lines.add("");
    lines.addAll(Markdown.block(reading.repeat()).lines().toList());
    lines.add("");
    lines.add("</details>");
  }

  /** The same in one paragraph. */
  private static void sentence(List<String> lines, String heading, List<String> texts) {
    if (!texts.isEmpty()) {
      lines.add("");
      lines.add(heading + ": " + String.join("; ", GateReading.first(texts(texts), MOST_SHOWN)));
    }
  }

  private static List<String> texts(List<String> texts) {
    return texts.stream().map(Markdown::text).toList();
  }

  /** A heading and some points, of markup; nothing when there are no points. */
  private static void points(List<String> lines, String heading, List<String> points) {
    if (points.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(heading);
    GateReading.first(points, MOST_SHOWN).forEach(point -> lines.add("- " + point));
  }
}
