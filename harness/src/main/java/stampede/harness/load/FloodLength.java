package stampede.harness.load;

/**
 * How long a flood must be for so many requests to come, where arrivals are at random: enough for
 * as many more as chance may withhold. Pure.
 */
public final class FloodLength {
  /** Arrivals at random are fewer than on average, by more than so many deviations never. */
  private static final double DEVIATIONS = 4;

  private FloodLength() {}

  /**
   * How long it must be at that rate, in nanoseconds.
   *
   * @param requests that are to come, at least 0
   * @param ratePerS more than 0
   */
  public static long leastNs(long requests, double ratePerS) {
    return (long) (1e9 * onAverage(requests) / ratePerS);
  }

  /**
   * The lowest whole rate at which so many come within so long.
   *
   * @param requests that are to come, at least 0
   * @param mostNs more than 0
   */
  public static double lowestPerS(long requests, long mostNs) {
    return Math.ceil(1e9 * onAverage(requests) / mostNs);
  }

  /**
   * How many come within so long, however many chance withholds: at least 0.
   *
   * @param ratePerS more than 0
   * @param lengthNs more than 0
   */
  public static long surely(double ratePerS, long lengthNs) {
    double average = ratePerS * lengthNs / 1e9;
    return (long) Math.max(0, average - DEVIATIONS * Math.sqrt(average));
  }

  private static double onAverage(long requests) {
    return requests + DEVIATIONS * Math.sqrt((double) requests);
  }
}
