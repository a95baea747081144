package stampede.report.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import stampede.report.Renderer;
import stampede.report.chart.Chart;
import stampede.report.chart.CostChart;
import stampede.report.chart.WaitersChart;
import stampede.report.micro.MicroBenchmark;
import stampede.report.micro.MicroDocument;
import stampede.report.reading.MicroReading;
import stampede.report.reading.Numbers;

/** A run of micro-benchmarks as one HTML page that needs nothing else. */
public final class MicroHtml implements Renderer<MicroDocument> {
  @Override
  public void render(MicroDocument document, Appendable out) throws IOException {
    List<Page.Part> parts = new ArrayList<>();
    parts.add(new Page.Part("summary", "What was measured", summary(document)));
    int number = 0;
    for (String group : document.groups()) {
      String anchor = "group-" + ++number;
      parts.add(new Page.Part(anchor, group, blocks(anchor, group, document.ofGroup(group))));
    }
    parts.add(
        new Page.Part(
            "environment", "Environment", EnvironmentSection.blocks(document.environment())));
    parts.add(new Page.Part("repeat", "How to repeat", repeat(document)));
    String subtitle = "started %s, seed %d".formatted(document.startedAt(), document.seed());
    PageMarkup.write("Stampede: what the parts cost", subtitle, parts, out);
  }

  private static List<Block> summary(MicroDocument document) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Prose(MicroReading.headline(document) + "."));
    MicroReading.cautions(document)
        .forEach(caution -> blocks.add(new Block.Notice(Tone.UNSURE, caution)));
    blocks.add(
        new Block.Prose(
            "Each benchmark is one part alone, again and again, with everything it needs in the"
                + " caches: a floor, not what it costs in a run. "
                + MicroReading.RATIO));
    return blocks;
  }

  private static List<Block> blocks(String anchor, String group, List<MicroBenchmark> all) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Points(
            all.stream()
                .map(benchmark -> benchmark.way() + ": " + benchmark.measures())
                .distinct()
                .toList()));
    charts(group, all)
        .forEach(
            chart -> {
              String id = anchor + "-chart-" + blocks.size();
              blocks.add(
                  new Block.Figure(id, chart.title(), chart.howToRead(), chart.svg(id + "-svg")));
            });
    if (all.stream().anyMatch(MicroReading::isHandOver)) {
      blocks.add(new Block.Prose(MicroReading.HAND_OVER));
    }
    blocks.add(Column.table("Figures of " + group, columns(all), all));
    return blocks;
  }

  private static List<Chart> charts(String group, List<MicroBenchmark> all) {
    List<WaitersChart> lines =
        Stream.of(WaitersChart.Figure.values())
            .map(figure -> new WaitersChart(title(group, figure), figure, all))
            .filter(WaitersChart::isDrawable)
            .toList();
    return lines.isEmpty() ? List.of(new CostChart(group, all)) : List.copyOf(lines);
  }

  private static String title(String group, WaitersChart.Figure figure) {
    return group
        + switch (figure) {
          case TIME -> ": time against waiters";
          case CPU -> ": CPU time against waiters";
          case SLEEPS -> ": sleeps against waiters";
          case EMPTY -> ": empty attempts against waiters";
        };
  }

  private static List<Column<MicroBenchmark>> columns(List<MicroBenchmark> all) {
    String none = "the JDK has no way of its own here, or this is it";
    List<Column<MicroBenchmark>> columns = new ArrayList<>();
    columns.add(
        Column.words(
            "benchmark", "the way, and its parameters", b -> Entry.of(MicroReading.label(b, all))));
    columns.add(Column.number("score", "mean time of one operation", MicroHtml::score));
    columns.add(
        Column.number(
            "error",
            "half of the 99.9% confidence interval",
            b -> Entry.of(MicroReading.time(b.error()))));
    columns.add(
        Column.number("/jdk", "over the JDK's own way", b -> Entry.figure(b.ratioToJdk(), none)));
    if (all.stream().anyMatch(MicroReading::isHandOver)) {
      columns.add(Column.number("CPU", "of all threads", b -> Entry.of(time(b, MicroReading.CPU))));
      columns.add(Column.number("sleeps", "of waiters", b -> count(b, MicroReading.SLEEPS)));
      columns.add(Column.number("empty", "attempts in vain", b -> count(b, MicroReading.EMPTY)));
    }
    return columns;
  }

  private static Entry score(MicroBenchmark benchmark) {
    boolean wide = MicroReading.isWide(benchmark);
    return Entry.of(MicroReading.time(benchmark.score()), wide ? Tone.UNSURE : Tone.PLAIN);
  }

  private static String time(MicroBenchmark benchmark, String counter) {
    return MicroReading.time(benchmark.counted(counter));
  }

  private static Entry count(MicroBenchmark benchmark, String counter) {
    return Entry.figure(benchmark.counted(counter), "not counted");
  }

  private static List<Block> repeat(MicroDocument document) {
    return RepeatBlocks.of(document, MicroDocument.KIND, "")
        .blocks(
            List.of(
                new Block.Fact("JMH", document.design().jmhVersion()),
                new Block.Fact("flags", document.design().jvmFlags()),
                new Block.Fact("processes", Numbers.count(document.design().forks()))),
            "The jmh.json beside this page is JMH's own, for its viewers.");
  }
}
