package stampede.linux;

/**
 * The one clock of a run: CLOCK_MONOTONIC, in nanoseconds, the same for every process of a machine,
 * so that what clients and handlers recorded can be put on one time line.
 *
 * <p>HotSpot reads {@link System#nanoTime()} from clock_gettime(CLOCK_MONOTONIC) through the vDSO;
 * a test holds the two against each other. Any thread; allocates nothing. Source: clock_gettime(2),
 * vdso(7).
 */
public final class Clock {
  private Clock() {}

  /** Nanoseconds since boot, not counting suspension; comparable between processes. */
  public static long monotonicNs() {
    return System.nanoTime();
  }
}
