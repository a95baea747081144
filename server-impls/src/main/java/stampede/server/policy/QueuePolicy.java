package stampede.server.policy;

/**
 * Grows by {@code step} handlers when requests waited for {@code growAfter} ticks in a row, shrinks
 * by as many when handlers were idle for {@code shrinkAfter} ticks in a row, in the manner of
 * uWSGI's cheaper mode.
 *
 * <p>Requests wait when at least one did on average. Handlers are idle when nobody waits and enough
 * would be idle without those that leave: the load varies about its mean by its square root, and a
 * population with twice that to spare hardly ever has a queue. Between the two nothing changes, so
 * that shrinking does not bring about the waiting that makes it grow.
 */
final class QueuePolicy implements PopulationPolicy {
  private static final double WAITING = 1;
  private static final double NOBODY_WAITS = 0.25;

  private final Bounds bounds;
  private final int growAfter;
  private final int shrinkAfter;
  private final int step;
  private int waitingTicks;
  private int idleTicks;

  QueuePolicy(Bounds bounds, int growAfter, int shrinkAfter, int step) {
    this.bounds = bounds;
    this.growAfter = growAfter;
    this.shrinkAfter = shrinkAfter;
    this.step = Math.max(step, bounds.unit());
  }

  @Override
  public int wanted(Seen seen) {
    boolean waiting = seen.meanPending() >= WAITING;
    waitingTicks = waiting ? waitingTicks + 1 : 0;
    idleTicks = isIdle(seen) ? idleTicks + 1 : 0;
    if (waitingTicks >= growAfter) {
      waitingTicks = 0;
      return bounds.clamp(seen.handlers() + step);
    }
    if (idleTicks >= shrinkAfter) {
      idleTicks = 0;
      return bounds.clamp(seen.handlers() - step);
    }
    return bounds.clamp(seen.handlers());
  }

  private boolean isIdle(Seen seen) {
    double busy = seen.meanServicing();
    return seen.meanPending() < NOBODY_WAITS
        && seen.handlers() - step >= busy + 1 + 2 * Math.sqrt(busy);
  }
}
