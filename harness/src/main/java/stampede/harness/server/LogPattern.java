package stampede.harness.server;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import stampede.server.UsageException;

/**
 * Which lines of a log are services, and where in them stands what. Named groups of a regular
 * expression say so: {@code id} must be one, 16 hexadecimal digits; {@code pid} is the process that
 * serviced it, {@code thread} the number of its thread in that process, from 0, or {@code tid} the
 * thread by its kernel id; {@code accepted}, {@code begun} and {@code completed} are nanoseconds of
 * CLOCK_MONOTONIC. A line in which the expression is not found is no service.
 */
final class LogPattern {
  private static final Set<String> KNOWN =
      Set.of("id", "pid", "thread", "tid", "accepted", "begun", "completed");

  /**
   * The ledger line of a server that follows the exec contract: the id anywhere, and after it, if
   * the server says so much, who serviced it, and when.
   */
  static final LogPattern OF_EXEC =
      of(
          "(?<![0-9A-Fa-f])(?<id>[0-9A-Fa-f]{16})(?![0-9A-Fa-f])(?: tid=(?<tid>[0-9]{1,9}))?"
              + "(?: accepted=(?<accepted>[0-9]{1,18}) begun=(?<begun>[0-9]{1,18})"
              + " completed=(?<completed>[0-9]{1,18}))?");

  private final Pattern pattern;

  private LogPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a regular expression.
   *
   * @throws UsageException when it is none, or has no group {@code id}, or one nobody knows
   */
  static LogPattern of(String expression) {
    try {
      Pattern pattern = Pattern.compile(expression);
      Set<String> groups = pattern.namedGroups().keySet();
      if (!groups.contains("id")) {
        throw new UsageException("'" + expression + "' has no group (?<id>...)");
      }
      for (String group : groups) {
        if (!KNOWN.contains(group)) {
          throw new UsageException(
              "'" + expression + "' has a group " + group + "; known are " + KNOWN);
        }
      }
      return new LogPattern(pattern);
    } catch (PatternSyntaxException wrong) {
      throw new UsageException(
          "'" + expression + "' is no regular expression: " + wrong.getDescription(), wrong);
    }
  }

  /** Reads one line after the other; one thread uses it. */
  Reader reader() {
    return new Reader();
  }

  /** The line that was read last. */
  final class Reader {
    private final Matcher matcher = pattern.matcher("");
    private final boolean times = has("accepted") && has("begun") && has("completed");

    private Reader() {}

    private boolean has(String group) {
      return pattern.namedGroups().containsKey(group);
    }

    /** Takes a line; whether it is a service. */
    boolean read(CharSequence line) {
      return matcher.reset(line).find();
    }

    /** The request's id. */
    long id() {
      return Long.parseUnsignedLong(matcher.group("id"), 16);
    }

    /** A number that stands in a group; -1 where there is none. */
    long number(String group) {
      String text = has(group) ? matcher.group(group) : null;
      return text == null ? -1 : Long.parseLong(text);
    }

    /** Whether the line says when. */
    boolean hasTimes() {
      return times && number("completed") >= 0;
    }
  }
}
