package stampede.report.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import stampede.report.comparison.Comparison;

/** Results beside each other as one HTML page that needs nothing else, as {@link HtmlReport} is. */
public final class ComparisonHtml {
  private ComparisonHtml() {}

  /**
   * Writes the whole page.
   *
   * @throws IOException when {@code out} does
   */
  public static void render(Comparison comparison, Appendable out) throws IOException {
    List<Page.Part> parts = new ArrayList<>();
    parts.add(new Page.Part("verdict", "What changed", verdict(comparison)));
    for (Comparison.Part part : comparison.parts()) {
      parts.add(new Page.Part(part.anchor(), part.title(), blocks(part)));
    }
    PageMarkup.write(
        comparison.title(), "The first is what the others are held against.", parts, out);
  }

  private static List<Block> verdict(Comparison comparison) {
    List<Block> blocks = new ArrayList<>();
    comparison.warnings().forEach(text -> blocks.add(new Block.Notice(Tone.UNSURE, text)));
    blocks.add(new Block.Notice(tone(comparison.mood()), comparison.sentence()));
    return blocks;
  }

  private static List<Block> blocks(Comparison.Part part) {
    List<Block> blocks = new ArrayList<>();
    part.sentences().forEach(text -> blocks.add(new Block.Prose(text)));
    part.tables().forEach(table -> blocks.add(table(table)));
    return blocks;
  }

  private static Block.Table table(Comparison.Table table) {
    List<Column<List<Comparison.Entry>>> columns = new ArrayList<>();
    for (int i = 0; i < table.heads().size(); i++) {
      Comparison.Head head = table.heads().get(i);
      int at = i;
      columns.add(
          head.numeric()
              ? Column.number(head.name(), "", row -> entry(row.get(at)))
              : Column.words(head.name(), "", row -> entry(row.get(at))));
    }
    return Column.table(table.caption(), columns, table.rows());
  }

  private static Entry entry(Comparison.Entry entry) {
    return Entry.of(entry.text(), tone(entry.mood()));
  }

  private static Tone tone(Comparison.Mood mood) {
    return switch (mood) {
      case PLAIN -> Tone.PLAIN;
      case GOOD -> Tone.GOOD;
      case UNSURE -> Tone.UNSURE;
      case BAD -> Tone.BAD;
    };
  }
}
