package stampede.report.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table in Markdown.
 *
 * @param heads names of the columns, as markup
 * @param words how many columns from the left hold words; the others hold numbers, except for those
 *     that end with words again
 * @param wordsAtEnd how many columns at the right hold words
 */
record MarkdownTable(List<String> heads, int words, int wordsAtEnd) {

  /** Its lines; each row has as many entries, of markup, as there are heads. */
  List<String> lines(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(row(heads));
    lines.add(
        IntStream.range(0, heads.size())
            .mapToObj(i -> i < words || i >= heads.size() - wordsAtEnd ? "---" : "--:")
            .collect(Collectors.joining("|", "|", "|")));
    rows.forEach(entries -> lines.add(row(entries)));
    return lines;
  }

  private static String row(List<String> entries) {
    return entries.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }
}
