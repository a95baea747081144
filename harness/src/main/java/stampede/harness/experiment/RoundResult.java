package stampede.harness.experiment;

import java.util.List;
import java.util.Optional;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.fault.Aftermath;
import stampede.harness.fault.FaultPlan;
import stampede.harness.load.FloodResult;
import stampede.harness.load.MemberFlood;

/**
 * One round of one cell, as it ended.
 *
 * @param step which
 * @param flood what the clients saw
 * @param window what the kernel and the handlers counted in the measured window
 * @param timeline the measured window as it went by
 * @param series what the clients saw of it, interval by interval
 * @param audit the join of both records
 * @param judgement what its figures are worth
 * @param readyNs how long the server took to be ready
 * @param backlog the limit of the buffer, where it is known
 * @param replaced handlers that died and were replaced
 * @param stoppedCleanly whether the server left by itself when told to
 * @param faults what was done to its handlers, and what that cost
 * @param members what each member of a cluster did; none when this machine flooded
 */
record RoundResult(
    ExperimentPlan.Step step,
    FloodResult flood,
    Window window,
    Timeline timeline,
    Series series,
    AuditVerdict audit,
    Judgement judgement,
    long readyNs,
    Optional<Integer> backlog,
    long replaced,
    boolean stoppedCleanly,
    List<Aftermath> faults,
    List<MemberFlood> members) {
  /** Whether a handler was killed: what it had counted and used is then gone. */
  boolean hasKills() {
    return faults.stream().anyMatch(each -> each.strike().plan().kind() == FaultPlan.Kind.KILL);
  }
}
