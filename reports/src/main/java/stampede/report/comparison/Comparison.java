package stampede.report.comparison;

import java.util.List;

/**
 * Results beside each other, in words and tables: what each rendering shows, in its order. Made by
 * {@link RunComparison} and {@link ConformanceComparison}. Immutable.
 *
 * @param title what was compared
 * @param sentence what it comes to
 * @param mood how that is meant
 * @param warnings what must be known before any figure is looked at
 * @param parts the rest, in order
 * @param header names of the columns of {@code rows}
 * @param rows all that was compared, for other programs: figures with all their digits
 */
public record Comparison(
    String title,
    String sentence,
    Mood mood,
    List<String> warnings,
    List<Part> parts,
    List<String> header,
    List<List<String>> rows) {

  /** How something is meant. */
  public enum Mood {
    PLAIN,
    GOOD,
    UNSURE,
    BAD
  }

  /**
   * A part with a heading.
   *
   * @param anchor a name of letters, digits and dashes, each once
   * @param title the heading
   * @param sentences what to know of it
   * @param tables its tables; those without rows are left out
   */
  public record Part(String anchor, String title, List<String> sentences, List<Table> tables) {
    public Part {
      tables = tables.stream().filter(table -> !table.rows().isEmpty()).toList();
    }
  }

  /** A table; each row has as many entries as there are heads. */
  public record Table(String caption, List<Head> heads, List<List<Entry>> rows) {}

  /**
   * Head of a column.
   *
   * @param name what it holds
   * @param numeric whether its entries are numbers
   * @param widest how many characters it may take in a terminal
   */
  public record Head(String name, boolean numeric, int widest) {
    static Head words(String name, int widest) {
      return new Head(name, false, widest);
    }

    static Head number(String name, int widest) {
      return new Head(name, true, widest);
    }
  }

  /** An entry of a table. */
  public record Entry(String text, Mood mood) {
    static Entry of(String text) {
      return new Entry(text, Mood.PLAIN);
    }
  }
}
