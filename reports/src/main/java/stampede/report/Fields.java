package stampede.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What every record of the document does with the values it is given: required ones must be there,
 * lists and maps are never null and keep their order, and a number that is not finite is an absent
 * one.
 */
public final class Fields {
  private Fields() {}

  /** The value; throws {@link IllegalArgumentException} naming the field when it is null. */
  public static <T> T required(T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException("field \"" + name + "\" is missing");
    }
    return value;
  }

  /**
   * An unmodifiable copy, empty for null.
   *
   * @throws IllegalArgumentException when an element is null
   */
  public static <T> List<T> list(List<T> values) {
    if (values != null && values.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("a list holds null where something must stand");
    }
    return values == null ? List.of() : List.copyOf(values);
  }

  /** An unmodifiable copy, empty for null, whose elements are null where figures are absent. */
  public static List<Double> figures(List<Double> values) {
    return values == null ? List.of() : values.stream().map(Fields::finite).toList();
  }

  /** An unmodifiable copy in the same order, empty for null. */
  public static <T> Map<String, T> map(Map<String, T> values) {
    return values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The value, or null when it is absent or no finite number: 0/0 is not a measurement. */
  public static Double finite(Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }
}
