package stampede.harness.micro;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A benchmark there is.
 *
 * @param name group and way, such as {@code EmptyAccept.linux}
 * @param group what it measures; those of a group compare
 * @param measures what one operation is, in a sentence
 * @param params the values of each parameter, by name; empty where it has none
 */
public record BenchmarkEntry(
    String name, String group, String measures, Map<String, List<String>> params) {
  /** How many combinations of parameters it has. */
  public int combinations() {
    return params.values().stream().mapToInt(List::size).reduce(1, (a, b) -> a * b);
  }

  /** The same with other values of a parameter, if it has that. */
  BenchmarkEntry with(String param, List<String> values) {
    if (!params.containsKey(param)) {
      return this;
    }
    Map<String, List<String>> changed = new LinkedHashMap<>(params);
    changed.put(param, values);
    return new BenchmarkEntry(name, group, measures, changed);
  }
}
