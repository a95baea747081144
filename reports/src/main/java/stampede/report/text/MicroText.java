package stampede.report.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import stampede.report.Renderer;
import stampede.report.micro.MicroBenchmark;
import stampede.report.micro.MicroDocument;
import stampede.report.reading.MicroReading;
import stampede.report.reading.Numbers;

/** A run of micro-benchmarks for a terminal: a table for each group. */
public final class MicroText implements Renderer<MicroDocument> {
  private static final int WIDEST_NAME = 48;

  @Override
  public void render(MicroDocument document, Appendable out) throws IOException {
    line(out, MicroReading.headline(document));
    for (String caution : MicroReading.cautions(document)) {
      line(out, "! " + caution);
    }
    for (String group : document.groups()) {
      out.append('\n');
      table(document.ofGroup(group), group, out);
    }
    out.append('\n');
    line(out, MicroReading.RATIO);
    if (document.benchmarks().stream().anyMatch(MicroReading::isHandOver)) {
      line(out, MicroReading.HAND_OVER);
    }
    line(out, "seed " + document.seed());
  }

  private static void line(Appendable out, String text) throws IOException {
    out.append(TextTable.ascii(text)).append('\n');
  }

  private static void table(List<MicroBenchmark> group, String name, Appendable out)
      throws IOException {
    boolean handOver = group.stream().anyMatch(MicroReading::isHandOver);
    List<TextTable.Column> columns = new ArrayList<>();
    columns.add(new TextTable.Column("", name, WIDEST_NAME, false));
    columns.add(new TextTable.Column("", "ns/op", 12, true));
    columns.add(new TextTable.Column("", "+/-", 10, true));
    columns.add(new TextTable.Column("", "/jdk", 8, true));
    if (handOver) {
      columns.add(new TextTable.Column("", "cpu ns", 10, true));
      columns.add(new TextTable.Column("", "sleeps", 7, true));
      columns.add(new TextTable.Column("", "empty", 7, true));
    }
    List<List<String>> rows = group.stream().map(one -> row(one, group)).toList();
    for (String text : new TextTable(columns, rows).lines()) {
      out.append(text).append('\n');
    }
  }

  private static List<String> row(MicroBenchmark benchmark, List<MicroBenchmark> group) {
    List<String> row = new ArrayList<>();
    row.add(MicroReading.label(benchmark, group));
    row.add(figure(benchmark.score()));
    row.add(figure(benchmark.error()));
    row.add(
        benchmark.ratioToJdk() == null
            ? Columns.ABSENT
            : String.format(Locale.ROOT, "%.2fx", benchmark.ratioToJdk()));
    if (group.stream().anyMatch(MicroReading::isHandOver)) {
      row.add(figure(benchmark.counted(MicroReading.CPU)));
      row.add(figure(benchmark.counted(MicroReading.SLEEPS)));
      row.add(figure(benchmark.counted(MicroReading.EMPTY)));
    }
    return row;
  }

  private static String figure(Double value) {
    return value == null ? Columns.ABSENT : Numbers.of(value);
  }
}
