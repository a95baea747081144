package stampede.report.reading;

import java.util.Locale;

/**
 * Figures as text: enough digits to compare by, no more. Absent ones (null or not finite) are
 * {@link #ABSENT}. Every text is the same in every locale.
 */
public final class Numbers {
  /** What stands where a figure is not known. */
  public static final String ABSENT = "–";

  /** Nobody counts the digits of more. */
  private static final double MOST_WRITTEN_OUT = 1e15;

  private Numbers() {}

  /** Whether there is a figure at all. */
  public static boolean isPresent(Double value) {
    return value != null && Double.isFinite(value);
  }

  /** A whole number with thousands apart, such as {@code 24,812}. */
  public static String count(Number value) {
    return value == null ? ABSENT : String.format(Locale.ROOT, "%,d", value.longValue());
  }

  /**
   * Three digits that count, or all before the point: {@code 0.0123}, {@code 1.04}, {@code 24,812};
   * powers of ten where that is no help.
   */
  public static String of(Double value) {
    if (!isPresent(value)) {
      return ABSENT;
    }
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 0.001 || size >= MOST_WRITTEN_OUT) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** Microseconds in the unit that reads best: {@code 812 µs}, {@code 1.24 ms}, {@code 3.01 s}. */
  public static String duration(Double us) {
    if (!isPresent(us)) {
      return ABSENT;
    }
    double size = Math.abs(us);
    if (size >= 999_500) {
      return of(us / 1e6) + " s";
    }
    return size >= 999.5 ? of(us / 1e3) + " ms" : of(us) + " µs";
  }

  /** A part of one as percent, such as {@code 12.5 %}. */
  public static String percent(Double part) {
    return isPresent(part) ? of(part * 100) + " %" : ABSENT;
  }

  /** A number of percent, 0 to 100. */
  public static String percentage(Double percent) {
    return isPresent(percent) ? of(percent) + " %" : ABSENT;
  }

  /** Bytes in the binary unit that reads best, such as {@code 7.75 GiB}. */
  public static String bytes(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return of(value) + " " + units[unit];
  }

  /** A noun with its number: {@code 1 CPU}, {@code 2 CPUs}. */
  public static String counted(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }
}
