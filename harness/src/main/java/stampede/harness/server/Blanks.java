package stampede.harness.server;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code {name}} stands for in a command or a configuration. A name nobody knows stays as it
 * stands: braces mean something in many languages. Immutable.
 */
record Blanks(Map<String, String> values) {
  private static final Pattern BLANK = Pattern.compile("\\{([a-z][a-z0-9_]*)}");

  /** Copies what may change. */
  Blanks {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Whether {@code text} has a blank of this name. */
  static boolean mentions(String text, String name) {
    return text.contains("{" + name + "}");
  }

  /** The same with one more. */
  Blanks with(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, String.valueOf(value));
    return new Blanks(more);
  }

  /** The text with every blank filled whose name is known; what is filled in is not looked at. */
  String fill(String text) {
    Matcher blank = BLANK.matcher(text);
    return blank.replaceAll(
        found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }
}
