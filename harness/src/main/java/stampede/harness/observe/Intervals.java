package stampede.harness.observe;

/**
 * The measured window cut into intervals of equal length, the last of which may be shorter. Pure.
 *
 * @param startNs when the window begins
 * @param endNs when it ends
 * @param lengthNs of each interval
 */
public record Intervals(long startNs, long endNs, long lengthNs) {
  /** The shortest interval of a timeline, and the unit of longer ones. */
  public static final long LEAST_NS = 100_000_000L;

  /** The most intervals of a timeline. */
  public static final int MOST = 600;

  /** Intervals of 100 ms, or of as many times that as keeps them to {@link #MOST}. */
  public static Intervals of(long startNs, long endNs) {
    return of(startNs, endNs, LEAST_NS, MOST);
  }

  /** Intervals of {@code wantedNs}, or of as many times that as keeps them to {@code most}. */
  public static Intervals of(long startNs, long endNs, long wantedNs, int most) {
    long times = Math.max(1, Math.ceilDiv(endNs - startNs, most * wantedNs));
    return new Intervals(startNs, Math.max(startNs, endNs), times * wantedNs);
  }

  /** How many there are, at least 0. */
  public int count() {
    return (int) Math.ceilDiv(endNs - startNs, lengthNs);
  }

  /** The interval in which a moment lies, -1 when it lies outside the window. */
  public int at(long ns) {
    return ns < startNs || ns >= endNs ? -1 : (int) ((ns - startNs) / lengthNs);
  }

  /** When an interval begins. */
  public long beginNs(int interval) {
    return startNs + interval * lengthNs;
  }

  /** When an interval ends. */
  public long endNs(int interval) {
    return Math.min(endNs, beginNs(interval) + lengthNs);
  }

  /** How long an interval is, in seconds. */
  public double lengthS(int interval) {
    return (endNs(interval) - beginNs(interval)) / 1e9;
  }
}
