package stampede.server.policy;

/**
 * Keeps between {@code spareMin} and {@code spareMax} handlers idle, in the manner of Apache's
 * prefork: while there are too few, starts 1, 2, 4 ... up to 32 a tick; while there are too many,
 * stops one a tick, or one process of several. What is starting counts as idle, and no more are
 * started than make {@code spareMax}, so that it does not stop in the next tick what it started in
 * this.
 *
 * <p>Good at bursts no larger than the spare handlers. Knows nothing of waiting: at a load that
 * needs 100 handlers it keeps as many spare ones as at a load that needs one.
 */
final class SparePolicy implements PopulationPolicy {
  private static final int MOST_A_TICK = 32;

  private final Bounds bounds;
  private final int spareMin;
  private final int spareMax;
  private int startNext = 1;

  SparePolicy(Bounds bounds, int spareMin, int spareMax) {
    this.bounds = bounds;
    this.spareMin = spareMin;
    this.spareMax = spareMax;
  }

  @Override
  public int wanted(Seen seen) {
    int idle = (int) Math.round(seen.meanIdle());
    if (idle < spareMin) {
      int start = Math.min(startNext, spareMax - idle);
      startNext = Math.min(2 * startNext, MOST_A_TICK);
      return bounds.clamp(seen.handlers() + start);
    }
    startNext = 1;
    boolean tooMany = idle > spareMax && idle - bounds.unit() >= spareMin;
    return bounds.clamp(tooMany ? seen.handlers() - bounds.unit() : seen.handlers());
  }
}
