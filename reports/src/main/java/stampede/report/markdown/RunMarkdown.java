package stampede.report.markdown;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import stampede.report.Cell;
import stampede.report.Renderer;
import stampede.report.RunDocument;
import stampede.report.reading.CellLine;
import stampede.report.reading.Conditions;
import stampede.report.reading.Expected;
import stampede.report.reading.FaultLine;
import stampede.report.reading.GateReading;
import stampede.report.reading.Numbers;
import stampede.report.reading.Overall;
import stampede.report.reading.Remarks;
import stampede.report.reading.ServerLabels;

/**
 * A run as a comment on a pull request: the verdict in a sentence, a table for each set of cells
 * that compare, what to know of them; the rest is folded away. Less than a hundred lines whatever
 * happened, in the dialect of GitHub and GitLab.
 */
public final class RunMarkdown implements Renderer<RunDocument> {
  private static final int MOST_CELLS = 30;
  private static final int MOST_TABLES = 5;
  private static final int MOST_SHOWN = 4;
  private static final MarkdownTable TABLE =
      new MarkdownTable(
          List.of(
              "server",
              "CPUs",
              "answers per s",
              "p50",
              "p99",
              "wakeups per accept",
              "empty accepts per accept",
              "server CPU per connection",
              "audit",
              "limited by"),
          1,
          2);

  @Override
  public void render(RunDocument document, Appendable out) throws IOException {
    Overall overall = Overall.of(document);
    List<String> lines = new ArrayList<>();
    lines.add(
        "### %s %s: parallel accept, measured by Stampede"
            .formatted(mark(overall.outcome()), overall.outcome()));
    lines.add("");
    lines.add(Markdown.text(overall.sentence()));
    tables(document, lines);
    points(lines, "**Expected:**", expected(document));
    points(lines, "**Faults:**", faults(document));
    points(lines, "**To know:**", remarks(document));
    lines.add("");
    details(document, lines);
    for (String line : lines) {
      out.append(line).append('\n');
    }
  }

  private static String mark(Overall.Outcome outcome) {
    return switch (outcome) {
      case PASS -> "✅";
      case FAIL -> "❌";
      case UNSUPPORTED, INCONCLUSIVE -> "⚠️";
    };
  }

  private static void tables(RunDocument document, List<String> lines) {
    ServerLabels labels = new ServerLabels(document);
    int shown = 0;
    int tables = 0;
    for (Map.Entry<Conditions, List<Cell>> group : Conditions.group(document.cells()).entrySet()) {
      int room = Math.min(MOST_CELLS - shown, group.getValue().size());
      if (room == 0 || ++tables > MOST_TABLES) {
        break;
      }
      lines.add("");
      lines.add(Markdown.text(group.getKey().words()) + ":");
      lines.add("");
      lines.addAll(
          TABLE.lines(
              group.getValue().stream().limit(room).map(cell -> row(cell, labels)).toList()));
      shown += room;
    }
    if (shown < document.cells().size()) {
      lines.add("");
      lines.add(
          "And %s more: see the report."
              .formatted(Numbers.counted(document.cells().size() - (long) shown, "cell")));
    }
  }

  private static List<String> row(Cell cell, ServerLabels labels) {
    CellLine line = CellLine.of(cell);
    return Stream.of(
            Markdown.code(labels.of(cell.server())),
            String.valueOf(cell.cpus()),
            line.throughput(),
            line.p50(),
            line.p99(),
            line.wakeups(),
            line.emptyAccepts(),
            line.serverCpu(),
            strong(line.audit(), line.audit().equals("fail")),
            strong(line.limit(), !cell.valid()))
        .toList();
  }

  private static String strong(String text, boolean wrong) {
    return wrong ? "**" + Markdown.text(text) + "**" : Markdown.text(text);
  }

  private static List<String> expected(RunDocument document) {
    return Expected.of(document).stream()
        .map(
            each ->
                Markdown.code(each.expectation().condition())
                    + " is "
                    + Markdown.text(each.value() + ": " + each.outcome()))
        .toList();
  }

  private static List<String> faults(RunDocument document) {
    ServerLabels labels = new ServerLabels(document);
    return FaultLine.of(document.cells()).stream()
        .map(
            each ->
                "%s on %s: %s lost, %s stranded, the longest for %s"
                    .formatted(
                        Markdown.code(each.fault().asked()),
                        Markdown.code(labels.of(each.cell().server())),
                        Numbers.count(each.fault().lost()),
                        Numbers.count(each.fault().stranded()),
                        Numbers.duration(each.fault().longestStrandedUs())))
        .toList();
  }

  private static List<String> remarks(RunDocument document) {
    return Remarks.of(document.cells()).stream()
        .map(
            each ->
                Markdown.text(
                    "%s (%s): %s"
                        .formatted(
                            each.kind().words(),
                            Numbers.counted(each.cells().size(), "cell"),
                            each.text())))
        .toList();
  }

  private static void details(RunDocument document, List<String> lines) {
    lines.add("<details><summary>How to read this, the machine, how to repeat</summary>");
    lines.add("");
    lines.add(
        "Figures are medians of the rounds; latency counts from the intended start. “At least”: the"
            + " load generator was the limit. Cells that are not valid cannot be believed, and"
            + " nothing is ranked by them. Only rows of one table compare.");
    lines.add("");
    lines.add(Markdown.text(machine(document)));
    points(
        lines,
        "Of this machine:",
        document.environment().warnings().stream().map(Markdown::text).toList());
    lines.add("");
    lines.add("Repeat with seed %d:".formatted(document.seed()));
    lines.add("");
    lines.addAll(Markdown.block(document.command()).lines().toList());
    lines.add("");
    lines.add("</details>");
  }

  private static String machine(RunDocument document) {
    return "%s, kernel %s, %s; stampede %s, %s in %s."
        .formatted(
            known(document.environment().cpuModel()),
            known(document.environment().kernel()),
            Numbers.counted(document.environment().onlineCpus(), "CPU"),
            known(document.stampedeVersion()),
            Numbers.counted(document.cells().size(), "cell"),
            Numbers.duration(document.durationS() * 1e6));
  }

  private static String known(String value) {
    return value == null ? Numbers.ABSENT : value;
  }

  /** A heading and some points, of markup; nothing when there are no points. */
  private static void points(List<String> lines, String heading, List<String> points) {
    if (!points.isEmpty()) {
      lines.add("");
      lines.add(heading);
      GateReading.first(points, MOST_SHOWN).forEach(point -> lines.add("- " + point));
    }
  }
}
