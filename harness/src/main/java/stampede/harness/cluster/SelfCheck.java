package stampede.harness.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import stampede.cluster.WorkRefusedException;
import stampede.harness.load.FloodPlan;
import stampede.harness.server.Reachability;
import stampede.linux.Address;
import stampede.load.ArrivalSchedule;
import stampede.load.Target;

/** Whether this machine can make its share of a flood, before anybody begins. */
final class SelfCheck {
  private static final Path PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

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
      long ports = (long) ports() * plan.sources();
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

  private static int ports() {
    String[] ends = text().strip().split("\\s+", -1);
    return Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]) + 1;
  }

  private static String text() {
    try {
      return Files.readString(PORTS);
    } catch (IOException unreadable) {
      return "32768 60999"; // what it is on most machines
    }
  }
}
