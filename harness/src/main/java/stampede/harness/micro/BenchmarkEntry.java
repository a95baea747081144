package stampede.harness.micro;

import java.util.ArrayList;
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
  /**
   * Its combinations of parameters, a value for each name; one, of no parameter, if it has none.
   */
  List<Map<String, String>> combinations() {
    List<Map<String, String>> all = List.of(Map.of());
    for (Map.Entry<String, List<String>> param : params.entrySet()) {
      List<Map<String, String>> more = new ArrayList<>();
      for (Map<String, String> one : all) {
        for (String value : param.getValue()) {
          Map<String, String> with = new LinkedHashMap<>(one);
          with.put(param.getKey(), value);
          more.add(with);
        }
      }
      all = more;
    }
    return List.copyOf(all);
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
