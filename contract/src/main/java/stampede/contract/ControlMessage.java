package stampede.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A message between the harness and a process it directs: a verb and named values, as text, one per
 * line. It is the whole control protocol; descriptors travel beside it on a {@link
 * stampede.linux.MessageChannel}.
 *
 * <pre>
 *   harness -> server          listen  ...settings                [scoreboard, trace, ledger]
 *   server  -> harness         ready   address=...                or  failed  message=...
 *   harness -> server          resize  handlers=N                 once ready, any number of times
 *   server  -> harness         resized handlers=N                 or  refused handlers=N message=...
 *   harness -> server          stop                               (or its end of the channel closes)
 *   server  -> harness         stopped
 *
 *   harness -> load generator  run     ...settings                [history]
 *   load    -> harness         begins  startNs=...                unless run has startNs; or  failed  message=...
 *   load    -> harness         done    ...counts and histograms   or  failed  message=...
 *   harness -> load generator  cancel                             (or its end of the channel closes)
 *   harness -> load generator  wanted                             again and again, where run has leaseNs:
 *                                                                 without it for so long is as cancel
 * </pre>
 *
 * <p>{@code listen} with {@code hold=true} opens the address and creates no handler yet:
 *
 * <pre>
 *   harness -> server          listen  hold=true ...settings      [scoreboard, trace, ledger]
 *   server  -> harness         listening address=...              or  failed  message=...
 *   harness -> server          start                              or  stop
 *   server  -> harness         ready   address=...                or  failed  message=..., stopped
 * </pre>
 *
 * @param verb one word
 * @param values in order; names hold no '=' and no line break, values may hold anything
 */
public record ControlMessage(String verb, Map<String, String> values) {
  /** Keeps a copy, in order, and refuses what could not be read again. */
  public ControlMessage {
    if (verb.isEmpty() || verb.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("not a verb: '" + verb + "'");
    }
    for (String name : values.keySet()) {
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("not the name of a value: '" + name + "'");
      }
    }
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A message of a verb alone. */
  public static ControlMessage of(String verb) {
    return new ControlMessage(verb, Map.of());
  }

  /** The same with one more value. */
  public ControlMessage with(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, String.valueOf(value));
    return new ControlMessage(verb, more);
  }

  /** A value, if it is there. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A value that must be there. */
  public String required(String name) {
    return value(name)
        .orElseThrow(() -> new IllegalArgumentException("message '" + verb + "' has no " + name));
  }

  /** A whole number that must be there. */
  public long number(String name) {
    String value = required(name);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "message '" + verb + "' has " + name + "=" + value + ", which is not a whole number", e);
    }
  }

  /** The text to send. */
  public String text() {
    StringBuilder text = new StringBuilder(verb);
    values.forEach(
        (name, value) ->
            text.append('\n')
                .append(name)
                .append('=')
                .append(value.replace("\\", "\\\\").replace("\n", "\\n")));
    return text.toString();
  }

  /**
   * Reads a text that {@link #text()} wrote.
   *
   * @throws IllegalArgumentException when it is not such a text
   */
  public static ControlMessage parse(String text) {
    String[] lines = text.split("\n", -1);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int equals = lines[i].indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("not a named value: " + lines[i]);
      }
      values.put(lines[i].substring(0, equals), unescape(lines[i].substring(equals + 1)));
    }
    return new ControlMessage(lines[0], values);
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        plain.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
