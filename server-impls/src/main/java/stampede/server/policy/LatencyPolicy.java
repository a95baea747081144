package stampede.server.policy;

/**
 * The fewest handlers that keep the wait before accept under a target. Erlang's C says ahead how
 * many that are, from the measured arrivals and the measured service; what waits already is to be
 * serviced soon; the measured wait corrects both.
 *
 * <p>It grows at once and shrinks after a hold: to the most that was needed in the last hold, by a
 * forecast for somewhat more load than there is. So neither chance nor a load that comes and goes
 * within the hold makes it flap, and it never asks again for what is starting: it says how many
 * there should be, not how many more.
 *
 * @see ErlangC
 */
final class LatencyPolicy implements PopulationPolicy {
  /** What the load may grow by before a population that has shrunk is too small again. */
  private static final double SLACK = 1.15;

  /** How soon what waits beyond the target is to be serviced, at least. */
  private static final long DRAIN_NS = 250_000_000L;

  private final Bounds bounds;
  private final LatencyTarget target;
  private final long drainNs;
  private final Demand demand = new Demand();
  private final WaitCorrection correction;
  private final Highest lately;
  private int wanted;

  LatencyPolicy(Bounds bounds, LatencyTarget target) {
    this.bounds = bounds;
    this.target = target;
    this.drainNs = Math.max(DRAIN_NS, target.startCostNs());
    this.correction = new WaitCorrection(target.waitNs(), target.quantile(), target.holdNs());
    this.lately = new Highest(target.holdNs(), bounds.start());
    this.wanted = bounds.start();
  }

  @Override
  public int wanted(Seen seen) {
    demand.see(seen);
    correction.see(seen, demand, wanted < bounds.most());
    double erlangs = demand.erlangs();
    int needed = needed(erlangs + demand.backlogErlangs(target.waitNs(), drainNs));
    int highest = lately.add(seen.nowNs(), Math.max(needed, needed(SLACK * erlangs)));
    if (needed > wanted) {
      correction.beginAt(seen.nowNs() + target.startCostNs() + drainNs);
      wanted = needed;
    } else {
      wanted = Math.min(wanted, highest);
    }
    return wanted;
  }

  private int needed(double erlangs) {
    if (erlangs <= 0) {
      return bounds.least();
    }
    double serviceNs = demand.serviceNs();
    double waitNs = target.waitNs();
    int handlers =
        ErlangC.leastHandlers(erlangs, serviceNs, waitNs, target.quantile(), bounds.most());
    return bounds.clamp((int) Math.ceil(correction.factor() * handlers));
  }
}
