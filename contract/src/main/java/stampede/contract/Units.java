package stampede.contract;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and rates as people write them. Pure. */
public final class Units {
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s|m|h)");
  private static final Pattern RATE = Pattern.compile("(\\d+(?:\\.\\d+)?)(k|M)?(?:/s)?");

  private Units() {}

  /**
   * Reads {@code 500ms}, {@code 3s}, {@code 1.5us}; units ns us ms s m h.
   *
   * @return nanoseconds
   * @throws IllegalArgumentException with a message for people
   */
  public static long durationNs(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration: write a number and a unit, such as 500ms or 3s");
    }
    return Math.round(Double.parseDouble(matcher.group(1)) * unitNs(matcher.group(2)));
  }

  private static double unitNs(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us" -> 1e3;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      default -> 3600e9;
    };
  }

  /**
   * Reads {@code 5000/s}, {@code 5000}, {@code 5k/s}.
   *
   * @return events per second, more than 0
   * @throws IllegalArgumentException with a message for people
   */
  public static double ratePerS(String text) {
    Matcher matcher = RATE.matcher(text.strip());
    double rate = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
    if (rate <= 0) {
      throw new IllegalArgumentException("'" + text + "' is not a rate: write it such as 5000/s");
    }
    if (matcher.group(2) == null) {
      return rate;
    }
    return matcher.group(2).equals("k") ? rate * 1e3 : rate * 1e6;
  }

  /**
   * A duration in the largest unit that keeps it whole, or in seconds with up to three decimals.
   */
  public static String duration(long ns) {
    if (ns % 1_000_000_000L == 0) {
      return ns / 1_000_000_000L + "s";
    }
    if (ns % 1_000_000L == 0) {
      return ns / 1_000_000L + "ms";
    }
    if (ns % 1_000L == 0) {
      return ns / 1_000L + "us";
    }
    return ns < 1_000_000L ? ns + "ns" : String.format(Locale.ROOT, "%.3fms", ns / 1e6);
  }
}
