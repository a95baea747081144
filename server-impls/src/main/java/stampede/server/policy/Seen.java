package stampede.server.policy;

/**
 * What the spawner saw in one tick. Means and the maximum are over samples taken about every
 * millisecond of the tick; Little's law turns them into times.
 *
 * @param nowNs the time, CLOCK_MONOTONIC; may be negative
 * @param tickNs since the tick before, more than 0
 * @param handlers all that live or were asked for and were not asked to leave
 * @param starting those of them that are not available yet
 * @param available those that wait for requests now
 * @param meanServicing handlers that were servicing, on average
 * @param meanPending requests that waited in the buffer, on average
 * @param maxPending the most that were seen waiting
 * @param accepts requests taken in this tick
 */
public record Seen(
    long nowNs,
    long tickNs,
    int handlers,
    int starting,
    int available,
    double meanServicing,
    double meanPending,
    int maxPending,
    long accepts) {
  /** How far apart samples are taken, about. */
  public static final long SAMPLE_NS = 1_000_000L;

  /** Samples in this tick, about; at least one. */
  public int samples() {
    return Math.clamp(tickNs / SAMPLE_NS, 1, Integer.MAX_VALUE);
  }

  /** Handlers that had nothing to do, on average; what is starting counts as idle. */
  public double meanIdle() {
    return Math.max(0, handlers - meanServicing);
  }

  /** Requests taken, per second. */
  public double acceptsPerS() {
    return accepts * 1e9 / tickNs;
  }

  /** Mean service time in nanoseconds, by Little's law; 0 when nothing was taken. */
  public double serviceNs() {
    return accepts == 0 ? 0 : meanServicing * tickNs / accepts;
  }

  /**
   * Mean wait before accept in nanoseconds, by Little's law, as if requests arrived as fast as they
   * were taken; infinite when requests waited and none was taken, 0 when none waited.
   */
  public double waitNs() {
    return meanPending == 0 ? 0 : meanPending * tickNs / accepts;
  }
}
