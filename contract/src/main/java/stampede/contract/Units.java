package stampede.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and rates as people write them. Pure. */
public final class Units {
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s|m|h)");
  private static final Pattern RATE = Pattern.compile("(\\d+(?:\\.\\d+)?)(k|M)?(?:/s)?");

  private static final double MAX_NS = 1000 * 3600e9;
  private static final double MAX_RATE_PER_S = 1e9;

  private Units() {}

  /**
   * Reads {@code 500ms}, {@code 3s}, {@code 1.5us}; units ns us ms s m h; at most 1000h.
   *
   * @return nanoseconds
   * @throws IllegalArgumentException with a message for people
   */
  public static long durationNs(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration: write a number and a unit, such as 500ms, 3s or 5m");
    }
    double ns = Double.parseDouble(matcher.group(1)) * unitNs(matcher.group(2));
    if (ns > MAX_NS) {
      throw new IllegalArgumentException("'" + text + "' is too long: at most 1000h");
    }
    return Math.round(ns);
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
   * Reads {@code 5000/s}, {@code 5000}, {@code 5k/s}, {@code 1M/s}; at most a thousand million.
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
    double perS = rate * factor(matcher.group(2));
    if (perS > MAX_RATE_PER_S) {
      throw new IllegalArgumentException("'" + text + "' is too fast: at most 1000M/s");
    }
    return perS;
  }

  private static double factor(String prefix) {
    if (prefix == null) {
      return 1;
    }
    return prefix.equals("k") ? 1e3 : 1e6;
  }

  /**
   * A duration in the largest unit up to seconds that keeps it whole, so that nothing is lost by
   * reading it.
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
    return ns + "ns";
  }
}
