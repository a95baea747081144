package stampede.report.csv;

import java.util.Objects;
import java.util.function.Function;

/**
 * A column of a table about things of one kind.
 *
 * @param name its head: units end it, as in the document
 * @param value what it says of one thing; null for nothing
 */
record CsvColumn<T>(String name, Function<T, Object> value) {

  /** The entry as text: numbers with all their digits. */
  String entry(T thing) {
    return Objects.toString(value.apply(thing), "");
  }

  /** The column of what a thing has, where it has one. */
  static <T, P> CsvColumn<T> of(String name, Function<T, P> part, Function<P, Object> value) {
    return new CsvColumn<>(
        name,
        thing -> {
          P found = part.apply(thing);
          return found == null ? null : value.apply(found);
        });
  }
}
