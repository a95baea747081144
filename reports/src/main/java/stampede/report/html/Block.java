package stampede.report.html;

import java.util.ArrayList;
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

  /** Sentences that follow from the figures, each with how sure it is and where to see it. */
  record Findings(List<Finding> findings) implements Block {}

  /**
   * One of {@link Findings}.
   *
   * @param tone how it is meant
   * @param mark how sure it is, in a word or two; empty for none
   * @param text the sentence; what stands between backticks in it is typed
   * @param links where to see it
   */
  record Finding(Tone tone, String mark, String text, List<Link> links) {

    /** Its parts that are typed and those that are not, in order. */
    List<Piece> pieces() {
      List<Piece> pieces = new ArrayList<>();
      String[] parts = text.split("`", -1);
      for (int i = 0; i < parts.length; i++) {
        if (!parts[i].isEmpty()) {
          pieces.add(new Piece(i % 2 == 1, parts[i]));
        }
      }
      return pieces;
    }
  }

  /** A part of a sentence. */
  record Piece(boolean typed, String text) {}

  /** A place in this page. */
  record Link(String anchor, String text) {}

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
