package stampede.harness.fault;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stampede.contract.Units;

/**
 * A fault to be made under flood, written {@code kill@300ms}, {@code kill:2@300ms} or {@code
 * stop@300ms+500ms}.
 *
 * @param kind what is done to handler processes
 * @param count to how many of them at once, at least 1
 * @param atNs when, from the beginning of the measured window
 * @param lengthNs how long a stop lasts; 0 for a kill
 */
public record FaultPlan(Kind kind, int count, long atNs, long lengthNs) {
  private static final Pattern TEXT =
      Pattern.compile("(kill|stop)(?::(\\d{1,4}))?@([^+@]+)(?:\\+([^+@]+))?");

  /** What is done. */
  public enum Kind {
    /** SIGKILL: the process ends where it stands. */
    KILL,
    /** SIGSTOP, and SIGCONT after a while. */
    STOP;

    /** As it is written. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads a fault.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static FaultPlan parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a fault: write kill@300ms, kill:2@300ms or stop@300ms+500ms");
    }
    Kind kind = Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
    int count = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
    boolean lasts = matcher.group(4) != null;
    if (count < 1) {
      throw new IllegalArgumentException("'" + text + "' strikes nobody: the count is at least 1");
    }
    if (lasts != (kind == Kind.STOP)) {
      throw new IllegalArgumentException(
          kind == Kind.STOP
              ? "'" + text + "' does not say for how long: write stop@300ms+500ms"
              : "'" + text + "': a kill has no length; write kill@300ms");
    }
    return new FaultPlan(
        kind,
        count,
        Units.durationNs(matcher.group(3)),
        lasts ? Units.durationNs(matcher.group(4)) : 0);
  }

  /** When it is over, as far as it is ours to end, from the beginning of the measured window. */
  public long endNs() {
    return atNs + lengthNs;
  }

  @Override
  public String toString() {
    return kind.text()
        + (count == 1 ? "" : ":" + count)
        + "@"
        + Units.duration(atNs)
        + (kind == Kind.STOP ? "+" + Units.duration(lengthNs) : "");
  }
}
