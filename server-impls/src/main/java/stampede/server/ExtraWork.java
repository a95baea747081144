package stampede.server;

import stampede.contract.Units;

/**
 * A slow-down on purpose ({@code work-extra}): time that the handler spins beyond the work a
 * request asks for. It is there to try out what is to notice slow servers.
 *
 * @param amountNs for each request concerned, in nanoseconds, at least 0
 * @param share of the requests, chosen by their ids; more than 0 and at most 1
 * @param after whether it comes when the answer has been sent: what the request itself does not
 *     feel, and the handler's capacity does
 */
public record ExtraWork(long amountNs, double share, boolean after) {
  /** Nothing. */
  public static final ExtraWork NONE = new ExtraWork(0, 1, false);

  /** Spreads ids that follow one another: the multiplier of SplittableRandom's mixing. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final long MOST_NS = 1_000_000_000L;

  /**
   * Reads {@code 100us}, {@code 1ms@2%} (of one request in fifty) or {@code 50us@after}, or both.
   *
   * @throws UsageException with a message for people
   */
  static ExtraWork parse(String text) {
    String[] parts = text.split("@", -1);
    double share = 1;
    boolean after = false;
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].equals("after")) {
        after = true;
      } else {
        share = share(parts[i], text);
      }
    }
    try {
      long amountNs = Units.durationNs(parts[0]);
      if (amountNs <= MOST_NS) {
        return new ExtraWork(amountNs, share, after);
      }
    } catch (IllegalArgumentException notADuration) {
      throw new UsageException("work-extra: " + notADuration.getMessage(), notADuration);
    }
    throw new UsageException("work-extra=" + text + " is more than 1s");
  }

  private static double share(String percent, String text) {
    String digits = percent.endsWith("%") ? percent.substring(0, percent.length() - 1) : "";
    if (digits.matches("\\d{1,3}(\\.\\d{1,6})?")) {
      double share = Double.parseDouble(digits) / 100;
      if (share > 0 && share <= 1) {
        return share;
      }
    }
    throw new UsageException("work-extra=" + text + ": write 100us, 1ms@2% or 50us@after");
  }

  /** What this request costs more, in nanoseconds. Allocates nothing. */
  public long ns(long id) {
    if (amountNs == 0 || share == 1) {
      return amountNs;
    }
    long mixed = (id ^ id >>> 32) * SPREAD;
    mixed = (mixed ^ mixed >>> 29) * SPREAD;
    return (mixed >>> 11) * 0x1p-53 < share ? amountNs : 0;
  }
}
