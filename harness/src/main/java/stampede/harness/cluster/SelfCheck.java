package stampede.harness.cluster;

import stampede.cluster.WorkRefusedException;
import stampede.harness.load.FloodPlan;
import stampede.harness.observe.LocalPorts;
import stampede.harness.server.Reachability;
import stampede.linux.Address;
import stampede.load.ArrivalSchedule;
import stampede.load.Target;

/** Whether this machine can make its share of a flood, before anybody begins. */
final class SelfCheck {
  /** Of a kernel that does not say how many it has. */
  private static final int USUAL_PORTS = 28_232;

  private SelfCheck() {}

  /**
   * Looks at ports, and whether the target can be reached; the load generator looks at descriptors
   * and memory by itself.
   *
   * @throws WorkRefusedException when it cannot
   * @throws stampede.server.StartException when nobody can be reached at the target
   */
  static void require(FloodPlan plan, Target target) {
    if (target.address() instanceof Address.Internet
        && ArrivalSchedule.parse(plan.load()) instanceof ArrivalSchedule.Closed closed) {
      long ports = (long) LocalPorts.count().orElse(USUAL_PORTS) * plan.sources();
      long wanted = (long) closed.concurrency() * plan.threads() / shares(plan);
      if (wanted > ports) {
        throw new WorkRefusedException(
            wanted + " connections at once need more ports than its " + ports);
      }
    }
    Reachability.require(target.address());
  }

  private static int shares(FloodPlan plan) {
    return Integer.parseInt(plan.settings().getOrDefault("shareOf", "" + plan.threads()));
  }
}
