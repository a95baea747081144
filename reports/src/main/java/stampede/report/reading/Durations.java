package stampede.report.reading;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are typed in settings, such as {@code 500us} or {@code 1.5ms}. */
final class Durations {
  private static final Pattern TYPED =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ns|us|ms|s)");

  private Durations() {}

  /** In microseconds; empty when it is no such duration. */
  static Optional<Double> us(String typed) {
    Matcher matcher = TYPED.matcher(typed.strip());
    return matcher.matches()
        ? Optional.of(Double.parseDouble(matcher.group(1)) * unitUs(matcher.group(2)))
        : Optional.empty();
  }

  private static double unitUs(String unit) {
    return switch (unit) {
      case "ns" -> 1e-3;
      case "us" -> 1;
      case "ms" -> 1e3;
      default -> 1e6;
    };
  }
}
