package stampede.harness.load;

import java.util.List;
import stampede.contract.History;
import stampede.report.Member;

/** What floods: the load generator of this machine, or those of many. One thread uses it. */
public interface Flooder extends AutoCloseable {
  /** What this machine is to record of a flood; the caller closes it. */
  default History history(FloodPlan plan, int run) {
    return History.create(run, plan.threads(), plan.recordsPerThread());
  }

  /** Begins a flood soon; the history receives what this machine records of it. */
  FloodUnderWay begin(FloodPlan plan, History history);

  /** The agents that have flooded, and their machines; none when it is this machine. */
  default List<Member> members() {
    return List.of();
  }

  @Override
  void close();
}
