package stampede.harness.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import stampede.cluster.ClusterException;
import stampede.cluster.Controller;
import stampede.cluster.Deadlines;
import stampede.cluster.IntervalListener;
import stampede.cluster.Membership;
import stampede.contract.ControlMessage;
import stampede.harness.InterruptedRunException;
import stampede.harness.Interruption;
import stampede.harness.conformance.Audience;
import stampede.harness.conformance.Checked;
import stampede.harness.conformance.Checking;
import stampede.harness.conformance.ConformancePlan;
import stampede.linux.Clock;
import stampede.report.Member;
import stampede.server.StartException;

/**
 * Has servers checked by agents: each checks whole suites, and is handed the next server as soon as
 * one of its lanes is free. What is finished is kept when the user ends it, or when an agent fails.
 */
final class ClusterChecking implements Checking {
  private static final IntervalListener NO_FLOOD = (member, interval) -> {};

  private static final String PRIVATE = "private";

  /** For GO to come. */
  private static final long LEAD_NS = 1_000_000_000L;

  private static final long SLICE_NS = 50_000_000L;
  private static final long S = 1_000_000_000L;

  /** For the longest of checks, beside its flood of so many requests. */
  private static final long WORD_WITHIN_NS = 600 * S;

  private static final long REQUEST_NS = 200_000L;

  /** For what a suite leaves to be ended. */
  private static final long DONE_WITHIN_NS = 60 * S;

  private final ConformancePlan plan;
  private final OptionalInt lanes;
  private final Gathering.Gathered gathered;
  private final Interruption interruption;
  private final Audience audience;
  private final Map<String, Member> members = new LinkedHashMap<>();

  /**
   * A checking by agents that have come.
   *
   * @param lanes of each agent; as many as is usual at each when it is not said
   */
  ClusterChecking(
      ConformancePlan plan,
      OptionalInt lanes,
      Gathering.Gathered gathered,
      Interruption interruption,
      Audience audience) {
    this.plan = plan;
    this.lanes = lanes;
    this.gathered = gathered;
    this.interruption = interruption;
    this.audience = audience;
  }

  @Override
  public Checked run() {
    try (Membership membership = gathered.membership();
        Controller controller =
            new Controller(membership, gathered.agents(), Deadlines.usual(), interruption::check)) {
      SharingOut sharing = begun(controller);
      try {
        follow(controller, sharing);
        return checked(sharing, results(controller), false, Optional.empty());
      } catch (InterruptedRunException ended) {
        controller.endingFor("the user ends it");
        return checked(sharing, Map.of(), true, Optional.empty());
      } catch (ClusterException failed) {
        controller.endingFor(failed.getMessage());
        return kept(sharing, failed);
      }
    }
  }

  private SharingOut begun(Controller controller) {
    try {
      String order = ConformOrder.of(plan, lanes).text();
      Map<String, Map<Integer, String>> cannot = new LinkedHashMap<>();
      controller.prepare(name -> order).forEach((name, facts) -> know(name, facts, cannot));
      SharingOut sharing = new SharingOut(plan, audience, cannot, Clock.monotonicNs());
      requireOne(sharing);
      controller.answerBy(sharing);
      controller.synchronise();
      controller.go(Clock.monotonicNs() + LEAD_NS);
      return sharing;
    } catch (ClusterException failed) {
      controller.endingFor(failed.getMessage());
      throw new StartException(failed.getMessage(), failed);
    }
  }

  private void know(String name, String facts, Map<String, Map<Integer, String>> cannot) {
    try {
      ControlMessage told = ControlMessage.parse(facts);
      members.put(name, MemberFacts.member(name, told));
      Map<Integer, String> reasons = new TreeMap<>();
      for (int i = 0; i < plan.servers().size(); i++) {
        int server = i;
        told.value(ConformWork.CANNOT + i).ifPresent(reason -> reasons.put(server, reason));
      }
      cannot.put(name, reasons);
    } catch (IllegalArgumentException wrong) {
      throw new ClusterException(
          "agent " + name + " said what cannot be: " + wrong.getMessage(), wrong);
    }
  }

  /** Nothing to do is no result: the only server, or all of several, cannot run anywhere. */
  private static void requireOne(SharingOut sharing) {
    if (sharing.isOver()) {
      throw new ClusterException(
          sharing.skipped().stream()
              .map(each -> each.server() + " cannot run: " + each.reason())
              .distinct()
              .collect(Collectors.joining("; ")));
    }
  }

  private void follow(Controller controller, SharingOut sharing) {
    long withinNs = WORD_WITHIN_NS + plan.effort().requests() * REQUEST_NS;
    while (!sharing.isOver()) {
      interruption.check();
      sharing.at(Clock.monotonicNs());
      if (controller.followFor(NO_FLOOD, SLICE_NS) && !sharing.isOver()) {
        throw new ClusterException("the agents are done, and not every server was checked");
      }
      sharing.requireWords(withinNs);
    }
  }

  private static Map<String, ControlMessage> results(Controller controller) {
    Map<String, ControlMessage> results = new LinkedHashMap<>();
    controller
        .follow(NO_FLOOD, Clock.monotonicNs() + DONE_WITHIN_NS)
        .forEach((name, text) -> results.put(name, result(name, text)));
    return results;
  }

  private static ControlMessage result(String name, String text) {
    try {
      ControlMessage told = ControlMessage.parse(text);
      told.number("lanes");
      told.required("network");
      return told;
    } catch (IllegalArgumentException wrong) {
      throw new ClusterException(
          "agent " + name + " said what cannot be: " + wrong.getMessage(), wrong);
    }
  }

  /** What is finished, unless that is nothing. */
  private Checked kept(SharingOut sharing, ClusterException failed) {
    if (sharing.turns().isEmpty()) {
      throw new StartException(failed.getMessage(), failed);
    }
    return checked(sharing, Map.of(), true, Optional.of(failed.getMessage()));
  }

  private Checked checked(
      SharingOut sharing,
      Map<String, ControlMessage> results,
      boolean interrupted,
      Optional<String> broken) {
    List<Checked.Turn> turns = sharing.turns();
    requireStarted(turns);
    return new Checked(
        turns,
        sharing.skipped(),
        interrupted,
        lanes(results),
        network(results),
        List.copyOf(members.values()),
        broken);
  }

  private static OptionalInt lanes(Map<String, ControlMessage> results) {
    return results.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(
            (int) results.values().stream().mapToLong(each -> each.number("lanes")).sum());
  }

  /** As on one machine: where there is one server, it is that or nothing. */
  private void requireStarted(List<Checked.Turn> turns) {
    Optional<String> missing = turns.stream().findFirst().flatMap(Checked.Turn::missing);
    if (!plan.several() && missing.isPresent()) {
      throw new StartException(missing.get());
    }
  }

  /**
   * That of all, or of each that was not private; unknown when they were ended before they said.
   */
  private static String network(Map<String, ControlMessage> results) {
    if (results.isEmpty()) {
      return "unknown";
    }
    String others =
        results.entrySet().stream()
            .filter(each -> !each.getValue().required("network").equals(PRIVATE))
            .map(each -> each.getKey() + ": " + each.getValue().required("network"))
            .collect(Collectors.joining("; "));
    return others.isEmpty() ? PRIVATE : others;
  }
}
