package stampede.report.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import stampede.report.AuditExample;
import stampede.report.Cell;
import stampede.report.Renderer;
import stampede.report.RunDocument;
import stampede.report.reading.Conditions;
import stampede.report.reading.Numbers;
import stampede.report.reading.Overall;
import stampede.report.reading.PopulationCourse;
import stampede.report.reading.Remarks;
import stampede.report.reading.ServerLabels;

/**
 * The run for somebody at a terminal: the verdict, a table of at most 100 columns for each set of
 * cells that compare, then why cells are not valid. ASCII only; control characters of the document
 * are replaced, so that none reaches the terminal.
 */
public final class TextReport implements Renderer {
  /** No line of a table is longer. */
  public static final int WIDTH = 100;

  private static final int MOST_NAMES = 4;

  @Override
  public void render(RunDocument document, Appendable out) throws IOException {
    Overall overall = Overall.of(document);
    line(out, overall.outcome() + ": " + overall.sentence());
    for (Map.Entry<Conditions, List<Cell>> group : Conditions.group(document.cells()).entrySet()) {
      line(out, "");
      line(out, group.getKey().words());
      table(out, group.getValue());
      populations(document, group.getValue(), out);
    }
    remarks(document, out);
    legend(document, out);
    line(out, "seed " + document.seed());
  }

  private static void table(Appendable out, List<Cell> cells) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(Columns.ALL.stream().map(Columns.Column::above).toList());
    rows.add(Columns.ALL.stream().map(Columns.Column::below).toList());
    cells.forEach(cell -> rows.add(Columns.of(cell)));
    int[] widths = widths(rows);
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(i == 0 ? "" : " ");
        text.append(fit(row.get(i), widths[i], Columns.ALL.get(i).numeric()));
      }
      line(out, text.toString().stripTrailing());
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

  /** As wide as the widest entry, within what the column may take. */
  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[Columns.ALL.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int wanted = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      widths[i] = Math.min(wanted, Columns.ALL.get(i).widest());
    }
    return widths;
  }

  private static String fit(String text, int width, boolean right) {
    String clean = ascii(text);
    String cut = clean.length() <= width ? clean : clean.substring(0, width - 1) + "~";
    String space = " ".repeat(width - cut.length());
    return right ? space + cut : cut + space;
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
    out.append(ascii(text)).append('\n');
  }

  private static String ascii(String text) {
    return text.replace("µ", "u")
        .replace("–", "-")
        .replace("×", "x")
        .replaceAll("[^\\x20-\\x7e]", "?");
  }
}
