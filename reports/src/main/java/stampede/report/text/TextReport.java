package stampede.report.text;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import stampede.report.AuditExample;
import stampede.report.Cell;
import stampede.report.Renderer;
import stampede.report.RunDocument;
import stampede.report.reading.Conditions;
import stampede.report.reading.FaultLine;
import stampede.report.reading.LeftOut;
import stampede.report.reading.Numbers;
import stampede.report.reading.Overall;
import stampede.report.reading.PopulationCourse;
import stampede.report.reading.Remarks;
import stampede.report.reading.ServerLabels;
import stampede.report.reading.SharedOrSplit;

/**
 * The run for somebody at a terminal: the verdict, a table of at most 100 columns for each set of
 * cells that compare with a bar for each, then why cells are not valid. ASCII only, but for bars
 * where the style has blocks; control characters of the document are replaced, so that none reaches
 * the terminal.
 */
public final class TextReport implements Renderer<RunDocument> {
  /** No line of a table is longer. */
  public static final int WIDTH = 100;

  private static final int MOST_NAMES = 4;

  private final BarStyle style;

  /** With bars that any file can hold. */
  public TextReport() {
    this(BarStyle.PLAIN);
  }

  /** With bars in the style of what shows them. */
  public TextReport(BarStyle style) {
    this.style = style;
  }

  @Override
  public void render(RunDocument document, Appendable out) throws IOException {
    Overall overall = Overall.of(document);
    line(out, overall.outcome() + ": " + overall.sentence());
    for (Map.Entry<Conditions, List<Cell>> group : Conditions.group(document.cells()).entrySet()) {
      line(out, "");
      line(out, group.getKey().words());
      table(out, new TextTable(Columns.ALL, group.getValue().stream().map(Columns::of).toList()));
      populations(document, group.getValue(), out);
      bars(document, group.getValue(), out);
    }
    ExpectationText.write(document, out);
    answer(document, out);
    faults(document, out);
    remarks(document, out);
    leftOut(document, out);
    legend(document, out);
    line(out, "seed " + document.seed());
  }

  private void bars(RunDocument document, List<Cell> cells, Appendable out) throws IOException {
    for (String bar : Bars.lines(cells, new ServerLabels(document), style)) {
      out.append(bar).append('\n');
    }
  }

  private static void table(Appendable out, TextTable table) throws IOException {
    for (String line : table.lines()) {
      line(out, line);
    }
  }

  /** The question a preset asked, and what the run says of it. */
  private static void answer(RunDocument document, Appendable out) throws IOException {
    if (!SharedOrSplit.isAsked(document)) {
      return;
    }
    line(out, "");
    line(out, "Shared queue or split: waiting before accept, in mean service times");
    for (Map.Entry<Conditions, List<Cell>> group : Conditions.group(document.cells()).entrySet()) {
      line(out, group.getKey().words());
      table(out, QueueText.table(SharedOrSplit.figures(group.getValue())));
    }
    for (String sentence : SharedOrSplit.conclusions(document)) {
      wrapped(out, sentence);
    }
  }

  private static void faults(RunDocument document, Appendable out) throws IOException {
    List<FaultLine> lines = FaultLine.of(document.cells());
    if (!lines.isEmpty()) {
      line(out, "");
      line(out, "Faults");
      table(out, FaultText.table(lines));
      wrapped(out, FaultLine.HOW_TO_READ);
    }
  }

  private static void leftOut(RunDocument document, Appendable out) throws IOException {
    for (LeftOut each : LeftOut.of(document)) {
      line(out, "");
      wrapped(out, "LEFT OUT: " + each.reason());
      for (String server : each.servers()) {
        line(out, "  " + server);
      }
    }
  }

  /** A line for each cell whose population is not fixed. */
  private static void populations(RunDocument document, List<Cell> cells, Appendable out)
      throws IOException {
    ServerLabels labels = new ServerLabels(document);
    for (Cell cell : PopulationCourse.among(cells)) {
      PopulationCourse course = PopulationCourse.of(cell).orElseThrow();
      line(
          out,
          "%s, %s: handlers %d to %d, mean %s; wait p99 %s%s"
              .formatted(
                  labels.of(cell.server()),
                  Numbers.counted(cell.cpus(), "CPU"),
                  course.least(),
                  course.most(),
                  Numbers.of(course.mean()),
                  Numbers.duration(course.waitP99Us().orElse(null)),
                  course
                      .targetUs()
                      .map(us -> " (target " + Numbers.duration(us) + ")")
                      .orElse("")));
    }
  }

  private static void wrapped(Appendable out, String text) throws IOException {
    for (String line : Wrapping.of(TextTable.ascii(text), WIDTH)) {
      line(out, line);
    }
  }

  private static void remarks(RunDocument document, Appendable out) throws IOException {
    ServerLabels labels = new ServerLabels(document);
    for (Remarks.Remark remark : Remarks.of(document.cells())) {
      line(out, "");
      line(out, remark.kind().words().toUpperCase(Locale.ROOT) + ": " + remark.text());
      List<Cell> cells = remark.cells();
      boolean note = remark.kind() == Remarks.Kind.NOTE;
      int named = note ? Math.min(cells.size(), MOST_NAMES) : cells.size();
      for (Cell cell : cells.subList(0, named)) {
        String name = labels.of(cell.server());
        line(out, "  %s, %s, %s".formatted(name, Numbers.counted(cell.cpus(), "CPU"), cell.load()));
        examples(remark, cell, out);
      }
      if (cells.size() > named) {
        line(out, "  and %d more".formatted(cells.size() - named));
      }
    }
  }

  private static void examples(Remarks.Remark remark, Cell cell, Appendable out)
      throws IOException {
    if (remark.kind() == Remarks.Kind.AUDIT) {
      for (AuditExample example : cell.audit().examples()) {
        line(out, "    %s %s: %s".formatted(example.kind(), example.requestId(), example.detail()));
      }
    }
  }

  private static void legend(RunDocument document, Appendable out) throws IOException {
    boolean bound =
        document.cells().stream().anyMatch(c -> c.valid() && "generator".equals(c.limitedBy()));
    line(out, "");
    if (bound) {
      line(out, ">= : the load generator was the limit, the server does at least this much");
    }
  }

  private static void line(Appendable out, String text) throws IOException {
    out.append(TextTable.ascii(text)).append('\n');
  }
}
