package stampede.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** An unmodifiable copy, empty for null. Elements may be null where figures are absent. */
  public static <T> List<T> list(List<T> values) {
    return values == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(values));
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
