package stampede.server;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import stampede.contract.Units;

/**
 * A server as people write it: {@code NAME[,key=value...]}. A value may be quoted with ' or " to
 * hold commas. Immutable; every reading method throws {@link UsageException} with a message for
 * people.
 */
public final class Settings {
  private final String name;
  private final Map<String, String> values;

  private Settings(String name, Map<String, String> values) {
    this.name = name;
    this.values = Collections.unmodifiableMap(values);
  }

  /** Settings of a name and values, in order. */
  public static Settings of(String name, Map<String, String> values) {
    return new Settings(name, new LinkedHashMap<>(values));
  }

  /** Reads {@code NAME[,key=value...]}. */
  public static Settings parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    String name = null;
    for (String part : SettingsText.split(text)) {
      int equals = part.indexOf('=');
      if (name == null) {
        name = part.strip();
      } else if (equals <= 0) {
        throw new UsageException(
            "'" + text + "': '" + part + "' is not a setting; write NAME,key=value,...");
      } else if (values.put(part.substring(0, equals).strip(), part.substring(equals + 1))
          != null) {
        throw new UsageException("'" + text + "': " + part.substring(0, equals) + " is set twice");
      }
    }
    if (name == null || name.isEmpty() || name.indexOf('=') >= 0) {
      throw new UsageException("'" + text + "' names no server; write NAME[,key=value...]");
    }
    return new Settings(name, values);
  }

  /** What kind of server it is. */
  public String name() {
    return name;
  }

  /** Every setting, in the order given. */
  public Map<String, String> values() {
    return values;
  }

  /** The same with one setting set, unless it is set already. */
  public Settings withDefault(String key, String value) {
    return values.containsKey(key) ? this : with(key, value);
  }

  /** The same with one setting set. */
  public Settings with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(key, value);
    return new Settings(name, more);
  }

  /** A word. */
  public String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  /** A whole number from {@code least} to {@code most}. */
  public int number(String key, int otherwise, int least, int most) {
    String text = values.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new UsageException(
          name + ": " + key + "=" + text + " is not a whole number", notANumber);
    }
    throw new UsageException(
        name + ": " + key + "=" + text + " is not between " + least + " and " + most);
  }

  /** A switch: on or off. */
  public boolean isOn(String key, boolean otherwise) {
    String text = text(key, otherwise ? "on" : "off");
    if (!text.equals("on") && !text.equals("off")) {
      throw new UsageException(name + ": " + key + "=" + text + " must be on or off");
    }
    return text.equals("on");
  }

  /** A duration, in nanoseconds. */
  public long durationNs(String key, String otherwise) {
    try {
      return Units.durationNs(text(key, otherwise));
    } catch (IllegalArgumentException notADuration) {
      throw new UsageException(name + ": " + key + ": " + notADuration.getMessage(), notADuration);
    }
  }

  /** Refuses every setting that is not {@code known}. */
  public void requireOnly(Set<String> known) {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new UsageException(
            name
                + " has no setting '"
                + key
                + "'; it has "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    values.forEach(
        (key, value) -> text.append(',').append(key).append('=').append(SettingsText.quote(value)));
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings that && name.equals(that.name) && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + values.hashCode();
  }
}
