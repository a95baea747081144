package stampede.server.policy;

/**
 * How fast requests arrive and how long their service takes, estimated from what can be seen. What
 * is overloaded services no more than it can, so arrivals are what was taken and what the buffer
 * grew by. The rate is an average while it varies no more than chance explains; when two ticks in a
 * row are beyond that, it is at once what they say.
 */
final class Demand {
  /** Over about how many arrivals the rate is averaged, and how long that may take. */
  private static final double SMOOTH_ARRIVALS = 100;

  private static final double LEAST_SMOOTH_NS = 300e6;
  private static final double MOST_SMOOTH_NS = 2e9;

  /** Service is averaged over about as many sights of a busy handler: 5% of error by chance. */
  private static final double SIGHTS = 400;

  /** Standard deviations beyond which two ticks in a row are no chance. */
  private static final double BEYOND_CHANCE = 3;

  private boolean begun;
  private double ratePerNs;
  private double lastRatePerNs;
  private double arrivals;
  private double pending;
  private double servicingNs;
  private double taken;

  /** To be called once a tick. */
  void see(Seen seen) {
    arrivals = Math.max(0, seen.accepts() + seen.meanPending() - pending);
    pending = seen.meanPending();
    seeRate(arrivals / seen.tickNs(), seen.tickNs());
    seeService(seen);
  }

  private void seeRate(double nowPerNs, long tickNs) {
    double expected = ratePerNs * tickNs;
    double beyondChance = expected + BEYOND_CHANCE * Math.sqrt(expected + 1);
    double lately = Math.min(nowPerNs, lastRatePerNs);
    if (!begun) {
      begun = true;
      ratePerNs = nowPerNs;
    } else if (lately * tickNs > beyondChance) {
      ratePerNs = lately;
    } else {
      double smoothNs = Math.clamp(SMOOTH_ARRIVALS / ratePerNs, LEAST_SMOOTH_NS, MOST_SMOOTH_NS);
      ratePerNs += (nowPerNs - ratePerNs) * -Math.expm1(-tickNs / smoothNs);
    }
    lastRatePerNs = nowPerNs;
  }

  private void seeService(Seen seen) {
    double kept = Math.exp(-seen.meanServicing() * seen.samples() / SIGHTS);
    servicingNs = kept * servicingNs + seen.meanServicing() * seen.tickNs();
    taken = kept * taken + seen.accepts();
  }

  /** Requests that arrived in the last tick. */
  double arrivals() {
    return arrivals;
  }

  /** Mean service time; 0 when none was seen. A service that does not end counts as it grows. */
  double serviceNs() {
    return servicingNs / Math.max(1, taken);
  }

  /** Handlers busy on average, were nobody to wait. */
  double erlangs() {
    return ratePerNs * serviceNs();
  }

  /**
   * Handlers it takes to service in {@code drainNs} what waits beyond what may: as many as arrive
   * within the target.
   */
  double backlogErlangs(long targetNs, long drainNs) {
    double excess = Math.max(0, pending - ratePerNs * targetNs);
    return excess * serviceNs() / drainNs;
  }
}
