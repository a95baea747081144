package stampede.harness.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import stampede.cluster.ClusterException;
import stampede.cluster.Controller;
import stampede.cluster.Deadlines;
import stampede.cluster.Membership;
import stampede.cluster.Roll;
import stampede.contract.ControlMessage;
import stampede.contract.History;
import stampede.contract.RequestId;
import stampede.harness.Interruption;
import stampede.harness.Version;
import stampede.harness.load.AgentFlooder;
import stampede.harness.load.FloodOrder;
import stampede.harness.load.FloodPlan;
import stampede.harness.load.FloodUnderWay;
import stampede.linux.Clock;
import stampede.report.Member;
import stampede.server.StartException;

/**
 * Floods from agents. A flood's load is that of all of them: every thread of every agent has its
 * share of the one schedule, as the threads of one machine have. One thread uses it.
 */
public final class ClusterFlooder implements AgentFlooder {
  /** For GO to come, and for a load generator's first flood to find its classes loaded. */
  private static final long LEAD_NS = 1_000_000_000L;

  private final Membership membership;
  private final List<Roll.Present> agents;
  private final OptionalInt threadsEach;
  private final Interruption interruption;
  private final Random runs;
  private final Map<String, Member> members = new LinkedHashMap<>();

  /**
   * A flooder by agents that have come.
   *
   * @param membership that this object closes
   * @param agents at least one
   * @param threadsEach load threads of each agent; one for each of its CPUs when it is not said
   */
  public ClusterFlooder(
      Membership membership,
      List<Roll.Present> agents,
      OptionalInt threadsEach,
      Interruption interruption,
      long seed) {
    this.membership = membership;
    this.agents = List.copyOf(agents);
    this.threadsEach = threadsEach;
    this.interruption = interruption;
    this.runs = new Random(seed);
  }

  /** Nothing: each member records its own. */
  @Override
  public History history(FloodPlan plan, int run) {
    return History.create(run, 1, 0);
  }

  @Override
  public FloodUnderWay begin(FloodPlan plan, History history) {
    Map<String, Integer> runOf = distinctRuns();
    Map<String, FloodOrder> orders = orders(plan, runOf);
    Controller controller =
        new Controller(membership, agents, Deadlines.usual(), interruption::check);
    try {
      Map<String, String> facts = controller.prepare(name -> orders.get(name).text());
      facts.forEach(this::know);
      controller.synchronise();
      long startNs = Clock.monotonicNs() + LEAD_NS;
      controller.go(startNs);
      return new ClusterFlood(controller, plan, startNs, runOf, interruption);
    } catch (ClusterException failed) {
      controller.endingFor(failed.getMessage());
      controller.close();
      throw new StartException(failed.getMessage(), failed);
    } catch (RuntimeException failed) {
      controller.close();
      throw failed;
    }
  }

  /** A run number for each member, so that an id tells whose it is. */
  private Map<String, Integer> distinctRuns() {
    Map<String, Integer> runOf = new LinkedHashMap<>();
    for (Roll.Present agent : agents) {
      int run = 1 + runs.nextInt(RequestId.MAX_RUN);
      while (runOf.containsValue(run)) {
        run = run % RequestId.MAX_RUN + 1;
      }
      runOf.put(agent.name(), run);
    }
    return runOf;
  }

  private Map<String, FloodOrder> orders(FloodPlan plan, Map<String, Integer> runOf) {
    int all = threads();
    int from = 0;
    Map<String, FloodOrder> orders = new LinkedHashMap<>();
    for (Roll.Present agent : agents) {
      FloodPlan share = plan.byThreads(threads(agent)).with("shareFrom", from).with("shareOf", all);
      orders.put(agent.name(), new FloodOrder(share, runOf.get(agent.name()), Version.text()));
      from += threads(agent);
    }
    return orders;
  }

  private int threads(Roll.Present agent) {
    return Math.min(threadsEach.orElse(agent.capacity()), RequestId.MAX_THREADS);
  }

  @Override
  public int threads() {
    return agents.stream().mapToInt(this::threads).sum();
  }

  private void know(String name, String facts) {
    members.put(name, MemberFacts.member(name, ControlMessage.parse(facts)));
  }

  @Override
  public List<Member> members() {
    return new ArrayList<>(members.values());
  }

  /** Leaves the agents to whoever comes next. */
  @Override
  public void close() {
    membership.close();
  }
}
