package stampede.report.html;

import java.util.List;
import java.util.function.Function;

/**
 * A column of a table about things of one kind.
 *
 * @param head its name, what it means, and whether its entries are numbers
 * @param entry what it says of one thing
 */
record Column<T>(Block.Head head, Function<T, Entry> entry) {

  /** A column of numbers. */
  static <T> Column<T> number(String name, String meaning, Function<T, Entry> entry) {
    return new Column<>(new Block.Head(name, meaning, true), entry);
  }

  /** A column of words. */
  static <T> Column<T> words(String name, String meaning, Function<T, Entry> entry) {
    return new Column<>(new Block.Head(name, meaning, false), entry);
  }

  /** A row for each thing. */
  static <T> Block.Table table(String caption, List<Column<T>> columns, List<T> things) {
    return table(caption, columns, things, false);
  }

  /** A row for each thing, of which only the caption shows at first. */
  static <T> Block.Table folded(String caption, List<Column<T>> columns, List<T> things) {
    return table(caption, columns, things, true);
  }

  private static <T> Block.Table table(
      String caption, List<Column<T>> columns, List<T> things, boolean folded) {
    List<List<Entry>> rows =
        things.stream()
            .map(thing -> columns.stream().map(c -> c.entry().apply(thing)).toList())
            .toList();
    return new Block.Table(caption, columns.stream().map(Column::head).toList(), rows, folded);
  }
}
