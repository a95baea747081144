package stampede.harness.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import stampede.cluster.ClockOffset;
import stampede.cluster.ClusterException;
import stampede.cluster.Controller;
import stampede.cluster.MalformedMessageException;
import stampede.cluster.Message;
import stampede.contract.Ledger;
import stampede.harness.Interruption;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.audit.MemberAudit;
import stampede.harness.load.FloodPlan;
import stampede.harness.load.FloodResult;
import stampede.harness.load.FloodUnderWay;
import stampede.harness.load.MemberFlood;
import stampede.harness.load.MembersFlood;
import stampede.harness.load.MergedFlood;
import stampede.harness.observe.FloodSeconds;
import stampede.harness.observe.MembersSeconds;
import stampede.load.Target;
import stampede.server.StartException;

/** A flood that agents make together. The thread that began it uses it. */
final class ClusterFlood implements FloodUnderWay, MembersFlood {
  private static final long SLACK_NS = 15_000_000_000L;

  private final Controller controller;
  private final FloodPlan plan;
  private final long startNs;
  private final Map<String, Integer> runOf;
  private final Interruption interruption;
  private final MembersSeconds seconds;
  private List<MemberFlood> members = List.of();

  ClusterFlood(
      Controller controller,
      FloodPlan plan,
      long startNs,
      Map<String, Integer> runOf,
      Interruption interruption) {
    this.controller = controller;
    this.plan = plan;
    this.startNs = startNs;
    this.runOf = runOf;
    this.interruption = interruption;
    this.seconds = new MembersSeconds(plan.seconds(startNs), runOf.keySet(), secondsAfter(plan));
  }

  /** For what is under way to end, or to be given up. */
  private static int secondsAfter(FloodPlan plan) {
    return (int) ((plan.timeoutNs() + SLACK_NS) / FloodSeconds.LENGTH_NS) + 1;
  }

  private void heard(String member, Message.Interval interval) {
    try {
      seconds.add(member, SecondCount.told(interval.progress()));
    } catch (MalformedMessageException broken) {
      throw new IllegalArgumentException(member + ": " + broken.getMessage(), broken);
    }
  }

  @Override
  public FloodPlan plan() {
    return plan;
  }

  @Override
  public long startNs() {
    return startNs;
  }

  @Override
  public boolean awaitEnd(long timeoutNs) {
    return orEnd(
        () -> {
          interruption.check();
          return controller.followFor(this::heard, timeoutNs);
        });
  }

  @Override
  public FloodResult result() {
    if (members.isEmpty()) {
      long untilNs = windowEndNs() + plan.timeoutNs() + SLACK_NS;
      members =
          orEnd(
              () -> {
                Map<String, String> told = controller.follow(this::heard, untilNs);
                return members(told, controller.synchronise());
              });
    }
    return MergedFlood.of(members.stream().map(MemberFlood::result).toList());
  }

  private List<MemberFlood> members(Map<String, String> told, Map<String, ClockOffset> offsets) {
    List<MemberFlood> all = new ArrayList<>();
    told.forEach(
        (name, text) -> all.add(member(name, MemberReport.parse(text), offsets.get(name))));
    return all;
  }

  /**
   * The instant it was given was on its own clock, by the offset known then; the offset known now
   * is at least as good, and tells when that was on ours.
   */
  private MemberFlood member(String name, MemberReport report, ClockOffset now) {
    long givenNs = controller.startOf(name);
    OptionalDouble skewNs = OptionalDouble.empty();
    if (report.startLagNs().isPresent()) {
      skewNs =
          OptionalDouble.of(
              (double) (now.ours(givenNs) - startNs + report.startLagNs().getAsLong()));
    }
    return new MemberFlood(
        name,
        report.result(Target.parse(plan.target()).address().isLocal()),
        report.judgement().invalidReasons(),
        report.judgement().limitedBy(),
        skewNs,
        now.uncertaintyNs());
  }

  @Override
  public List<MemberFlood> members() {
    return members;
  }

  @Override
  public MembersSeconds seconds() {
    return seconds;
  }

  @Override
  public Optional<MembersFlood> together() {
    return Optional.of(this);
  }

  @Override
  public void release() {
    controller.close();
  }

  /** What a member does wrong ends the run, here and everywhere. */
  private <T> T orEnd(Supplier<T> step) {
    try {
      return step.get();
    } catch (ClusterException failed) {
      controller.endingFor(failed.getMessage());
      throw new StartException(failed.getMessage(), failed);
    } catch (IllegalArgumentException broken) {
      throw new StartException("an agent said what cannot be: " + broken.getMessage(), broken);
    }
  }

  @Override
  public AuditVerdict audit(Optional<Ledger> ledger, long unrecordedServices, boolean faults) {
    Optional<ServiceEvidence> evidence =
        ledger.map(kept -> ServiceEvidence.of(kept, runOf.values()));
    Map<String, String> found =
        orEnd(() -> controller.audit(name -> ServiceEvidence.pieces(evidence, runOf.get(name))));
    return MemberAudit.merged(
        found.values(),
        ledger.isPresent(),
        evidence.map(ServiceEvidence::foreign).orElseGet(MemberAudit.Foreign::new),
        unrecordedServices,
        faults);
  }
}
