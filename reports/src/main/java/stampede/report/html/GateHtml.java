package stampede.report.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import stampede.report.Renderer;
import stampede.report.chart.RatioChart;
import stampede.report.gate.GateDocument;
import stampede.report.gate.GateViolation;
import stampede.report.reading.GateReading;
import stampede.report.reading.MetricReading;
import stampede.report.reading.Numbers;

/** A gate as one HTML page that needs nothing else, as {@link HtmlReport} is. */
public final class GateHtml implements Renderer<GateDocument> {
  @Override
  public void render(GateDocument document, Appendable out) throws IOException {
    GateReading reading = new GateReading(document);
    String subtitle =
        "%s, in %s, started %s, seed %d"
            .formatted(
                document.isCalibration()
                    ? GateReading.server(document.baseline()) + " against itself"
                    : GateReading.server(document.candidate())
                        + " against "
                        + GateReading.server(document.baseline()),
                Numbers.duration(document.durationS() * 1e6),
                document.startedAt(),
                document.seed());
    List<Page.Part> parts =
        List.of(
            new Page.Part("verdict", "Verdict", verdict(reading)),
            new Page.Part("figures", "Figures", figures(reading)),
            new Page.Part("rounds", "Rounds", GateTables.rounds(document)),
            new Page.Part("design", "How it was measured", GateTables.design(reading)),
            new Page.Part(
                "environment", "Environment", EnvironmentSection.blocks(document.environment())),
            new Page.Part("repeat", "How to repeat", repeat(reading)));
    PageMarkup.write("Stampede: a candidate against a baseline", subtitle, parts, out);
  }

  private static List<Block> verdict(GateReading reading) {
    GateDocument document = reading.document();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Notice(ConformanceVerdict.tone(document.verdict()), reading.sentence()));
    reading.violations().forEach(text -> blocks.add(new Block.Notice(Tone.BAD, text)));
    document.invalidReasons().forEach(text -> blocks.add(new Block.Notice(Tone.UNSURE, text)));
    if (!reading.metrics().isEmpty()) {
      blocks.add(
          new Block.Points(reading.metrics().stream().map(MetricReading::sentence).toList()));
    }
    return blocks;
  }

  private static List<Block> figures(GateReading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Prose(reading.howToRead()));
    blocks.add(GateTables.metrics(reading));
    int number = 0;
    for (MetricReading metric : reading.metrics()) {
      RatioChart chart = new RatioChart(metric, reading.document().pairs());
      blocks.add(Reading.figure("change-" + ++number, chart));
    }
    return blocks;
  }

  private static List<Block> repeat(GateReading reading) {
    GateDocument document = reading.document();
    List<Block> blocks =
        new ArrayList<>(
            new RepeatBlocks(
                    document,
                    GateDocument.KIND,
                    reading.repeat(),
                    RepeatBlocks.interrupted(document.interrupted()))
                .blocks(
                    List.of(),
                    "The order of the servers is then as it was. Figures will differ by the"
                        + " machine's noise."));
    for (GateViolation violation : document.violations()) {
      if (violation.repeat() != null) {
        blocks.add(new Block.Prose("Only %s:".formatted(violation.what())));
        blocks.add(new Block.Typed(violation.repeat()));
      }
    }
    return blocks;
  }
}
