package stampede.harness.experiment;

/**
 * What a flood must keep to, or its figures are not believed; the gate leaves out what does not.
 */
public final class Believable {
  /** Fewer answers than this support no quantile beyond the median. */
  public static final int LEAST_ANSWERS = 100;

  /** Below this share of the offered rate an open load was not the load asked for. */
  public static final double LEAST_ACHIEVED = 0.99;

  /**
   * Beyond this schedule lag, its 99th percentile, requests did not start when they should have.
   */
  public static final double MOST_LAG_P99_MS = 5;

  /** Where the host takes more of the CPU time, it shows in the figures. */
  public static final double MOST_STEAL_PERCENT = 5;

  private Believable() {}
}
