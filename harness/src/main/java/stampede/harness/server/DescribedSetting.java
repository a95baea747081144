package stampede.harness.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import stampede.server.Settings;
import stampede.server.UsageException;

/**
 * A setting of a described server.
 *
 * @param name what it is called, in settings and as a blank
 * @param meaning for people
 * @param otherwise its value when nobody says one
 * @param values the values it may have, and what each fills into its blank; empty for any
 * @param least the smallest number it may be, where it is one
 * @param most the largest
 * @param pattern what any other value must be like; empty for a number
 */
record DescribedSetting(
    String name,
    String meaning,
    String otherwise,
    Map<String, String> values,
    int least,
    int most,
    Optional<Pattern> pattern) {
  private static final Set<String> KEYS =
      Set.of("meaning", "default", "values", "least", "most", "pattern");

  /** Reads the table {@code [settings.NAME]}. */
  static DescribedSetting read(String name, TomlTable table) {
    table.requireOnly(KEYS);
    Map<String, String> values = new LinkedHashMap<>(table.table("values").texts());
    DescribedSetting setting =
        new DescribedSetting(
            name,
            table.text("meaning"),
            table.text("default"),
            values,
            table.number("least", 0),
            table.number("most", Integer.MAX_VALUE),
            table.find("pattern").map(text -> pattern(table, text)));
    try {
      setting.value(Settings.of(name, Map.of()));
    } catch (UsageException wrong) {
      throw table.wrong("default", "cannot be: " + wrong.getMessage());
    }
    return setting;
  }

  private static Pattern pattern(TomlTable table, String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException wrong) {
      throw table.wrong("pattern", "is no regular expression: " + wrong.getDescription());
    }
  }

  /**
   * Its value, checked.
   *
   * @throws UsageException when it cannot have this value
   */
  String value(Settings settings) {
    String value = settings.text(name, otherwise);
    String given = settings.name() + ": " + name + "=" + value;
    if (!values.isEmpty()) {
      if (!values.containsKey(value)) {
        throw new UsageException(given + " is not one of " + String.join(", ", values.keySet()));
      }
    } else if (pattern.isPresent()) {
      if (!pattern.get().matcher(value).matches()) {
        throw new UsageException(given + " is not like " + pattern.get());
      }
    } else {
      settings.withDefault(name, otherwise).number(name, 0, least, most);
    }
    return value;
  }

  /** What goes into its blank for a value. */
  String filling(String value) {
    return values.getOrDefault(value, value);
  }

  /** The values it may have, for people. */
  String range() {
    if (!values.isEmpty()) {
      return String.join(" or ", values.keySet());
    }
    return pattern.map(Pattern::pattern).orElseGet(() -> least + " to " + most);
  }
}
