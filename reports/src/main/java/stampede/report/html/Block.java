package stampede.report.html;

import java.util.List;

/** A piece of a section. What it looks like is the template's business. */
sealed interface Block {

  /** A heading within the section; {@code id} is an anchor. */
  record Heading(String id, String text) implements Block {}

  /** A paragraph. */
  record Prose(String text) implements Block {}

  /** Something the reader must not miss. */
  record Notice(Tone tone, String text) implements Block {}

  /** A list of sentences. */
  record Points(List<String> texts) implements Block {}

  /** Text as typed, such as a command line. */
  record Typed(String text) implements Block {}

  /** Blocks of which only the summary shows until somebody asks for more. */
  record Fold(String summary, List<Block> blocks) implements Block {}

  /** Names and values; a value not known is a dash. */
  record Facts(List<Fact> facts) implements Block {}

  /** One line of {@link Facts}. */
  record Fact(String name, String value) {}

  /** A picture with a sentence on how to read it; {@code svg} is markup, already escaped. */
  record Figure(String id, String title, String howToRead, String svg) implements Block {}

  /**
   * A table.
   *
   * @param caption what it holds
   * @param columns heads of the columns
   * @param rows as many entries as there are columns in each
   * @param folded whether only the caption shows until somebody asks for more
   */
  record Table(String caption, List<Head> columns, List<List<Entry>> rows, boolean folded)
      implements Block {
    private static final int MOST_COLUMNS = 24;

    /** Whether it has so many columns that they must be narrow. */
    boolean isDense() {
      return columns.size() > MOST_COLUMNS;
    }

    /** Columns whose head does not say it all. */
    List<Head> explained() {
      return columns.stream().filter(head -> !head.meaning().isEmpty()).distinct().toList();
    }

    /** Why figures are missing, each reason once. */
    List<String> absences() {
      return rows.stream()
          .flatMap(List::stream)
          .filter(entry -> entry.tone() == Tone.ABSENT && !entry.why().isEmpty())
          .map(Entry::why)
          .distinct()
          .toList();
    }
  }

  /** Head of a column. */
  record Head(String name, String meaning, boolean numeric) {}
}
