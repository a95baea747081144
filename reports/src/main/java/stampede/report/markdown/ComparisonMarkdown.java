package stampede.report.markdown;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import stampede.report.comparison.Comparison;
import stampede.report.comparison.Comparison.Mood;
import stampede.report.comparison.Comparison.Part;
import stampede.report.reading.Numbers;

/**
 * Results beside each other as a comment on a pull request: what differs, what it comes to, the
 * tables as far as there is room. In the dialect of GitHub and GitLab.
 */
public final class ComparisonMarkdown {
  private static final int MOST_ROWS = 60;

  private ComparisonMarkdown() {}

  /**
   * Writes the whole comment.
   *
   * @throws IOException when {@code out} does
   */
  public static void render(Comparison comparison, Appendable out) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("### " + mark(comparison.mood()) + " " + Markdown.text(comparison.title()));
    for (String warning : comparison.warnings()) {
      lines.add("");
      lines.add("**" + Markdown.text(warning) + "**");
    }
    lines.add("");
    lines.add(Markdown.text(comparison.sentence()));
    int room = MOST_ROWS;
    for (Part part : comparison.parts()) {
      room = part(part, room, lines);
    }
    for (String line : lines) {
      out.append(line).append('\n');
    }
  }

  private static int part(Part part, int room, List<String> lines) {
    lines.add("");
    lines.add("#### " + Markdown.text(part.title()));
    part.sentences()
        .forEach(
            text -> {
              lines.add("");
              lines.add(Markdown.text(text));
            });
    int left = room;
    for (Comparison.Table table : part.tables()) {
      left = table(table, left, lines);
    }
    return left;
  }

  private static int table(Comparison.Table table, int room, List<String> lines) {
    int shown = Math.min(room, table.rows().size());
    lines.add("");
    lines.add(Markdown.text(table.caption()) + ":");
    if (shown > 0) {
      lines.add("");
      lines.addAll(
          markup(table)
              .lines(table.rows().stream().limit(shown).map(ComparisonMarkdown::row).toList()));
    }
    if (shown < table.rows().size()) {
      lines.add("");
      lines.add(
          "And %s more: see the page."
              .formatted(Numbers.counted(table.rows().size() - (long) shown, "row")));
    }
    return room - shown;
  }

  private static MarkdownTable markup(Comparison.Table table) {
    List<Boolean> numeric = table.heads().stream().map(Comparison.Head::numeric).toList();
    return new MarkdownTable(
        table.heads().stream().map(head -> Markdown.text(head.name())).toList(),
        numeric.contains(true) ? numeric.indexOf(true) : numeric.size(),
        numeric.size() - 1 - numeric.lastIndexOf(true));
  }

  private static List<String> row(List<Comparison.Entry> row) {
    return row.stream().map(ComparisonMarkdown::entry).toList();
  }

  private static String entry(Comparison.Entry entry) {
    String text = Markdown.text(entry.text());
    return entry.mood() == Mood.BAD ? "**" + text + "**" : text;
  }

  private static String mark(Mood mood) {
    return switch (mood) {
      case GOOD -> "✅";
      case BAD -> "❌";
      case PLAIN, UNSURE -> "⚠️";
    };
  }
}
