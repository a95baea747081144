package stampede.server.spawner;

/**
 * When a handler that died may be replaced: at once, unless it dies soon after its start again and
 * again; then the pauses double, up to a bound. Pure.
 */
final class RespawnPause {
  private static final long FIRST_NS = 100_000_000L;
  private static final long LONGEST_NS = 5_000_000_000L;
  private static final long HEALTHY_NS = 1_000_000_000L;

  private long pauseNs;
  private long startedNs;

  /** A handler was started. */
  void started(long nowNs) {
    startedNs = nowNs;
  }

  /** It was found dead; the answer is when the next may start. */
  long died(long nowNs) {
    boolean healthy = nowNs - startedNs >= HEALTHY_NS;
    if (healthy) {
      pauseNs = 0;
    } else {
      pauseNs = pauseNs == 0 ? FIRST_NS : Math.min(2 * pauseNs, LONGEST_NS);
    }
    // the first early death is forgiven: it is replaced at once
    return pauseNs <= FIRST_NS ? nowNs : nowNs + pauseNs;
  }
}
