package stampede.harness.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import stampede.cluster.Answering;
import stampede.cluster.ClusterException;
import stampede.harness.conformance.Audience;
import stampede.harness.conformance.Checked;
import stampede.harness.conformance.ConformancePlan;
import stampede.harness.conformance.RemoteSuite;
import stampede.report.Skipped;

/**
 * Hands the servers of a plan to agents, one after another as they are free, and takes what they
 * tell of them. One thread uses it; a text comes in, a text goes out, and nobody is waited for.
 */
final class SharingOut implements Answering {
  private final ConformancePlan plan;
  private final Audience audience;
  private final Map<String, Map<Integer, String>> cannot;
  private final RemoteSuite[] suites;
  private final Map<String, Long> heardNs = new LinkedHashMap<>();
  private long nowNs;

  /**
   * A sharing out among these members.
   *
   * @param cannot why which servers cannot run at a member, by its name
   * @param nowNs the time
   */
  SharingOut(
      ConformancePlan plan,
      Audience audience,
      Map<String, Map<Integer, String>> cannot,
      long nowNs) {
    this.plan = plan;
    this.audience = audience;
    this.cannot = cannot;
    this.suites = new RemoteSuite[plan.servers().size()];
    cannot.keySet().forEach(name -> heardNs.put(name, nowNs));
    this.nowNs = nowNs;
  }

  /** What has been said since the last time counts as said now. */
  void at(long ns) {
    nowNs = ns;
  }

  @Override
  public Optional<String> answer(String member, String text) {
    heardNs.put(member, nowNs);
    try {
      return answer(member, SuiteWord.parse(text));
    } catch (IllegalArgumentException wrong) {
      throw new ClusterException(
          "agent " + member + " said what cannot be: " + wrong.getMessage(), wrong);
    }
  }

  private Optional<String> answer(String member, SuiteWord word) {
    switch (word) {
      case SuiteWord.Free() -> {
        return Optional.of(next(member).text());
      }
      case SuiteWord.Begun(int server, int check) -> suite(member, server).begins(check);
      case SuiteWord.Ended ended -> suite(member, ended.server()).ends(ended.record());
      case SuiteWord.Over over -> suite(member, over.server()).ends(over.seen(), over.served());
      case SuiteWord.Missing missing -> suite(member, missing.server()).missing(missing.reason());
    }
    return Optional.empty();
  }

  /** The first that nobody has had and that this member can have. */
  private SuiteWord.Next next(String member) {
    for (int i = 0; i < suites.length; i++) {
      if (suites[i] == null && !cannot.get(member).containsKey(i)) {
        suites[i] = new RemoteSuite(plan, i, member, audience);
        return new SuiteWord.Next(i);
      }
    }
    return SuiteWord.Next.NONE;
  }

  private RemoteSuite suite(String member, int server) {
    if (server >= suites.length
        || suites[server] == null
        || !suites[server].member().equals(member)) {
      throw new IllegalArgumentException("server " + server + " is not its own");
    }
    return suites[server];
  }

  /** Whether every server has had its turn that can have one anywhere. */
  boolean isOver() {
    return IntStream.range(0, suites.length)
        .allMatch(i -> suites[i] == null ? isNowherePossible(i) : suites[i].isOver());
  }

  private boolean isNowherePossible(int server) {
    return cannot.values().stream().allMatch(each -> each.containsKey(server));
  }

  /** What cannot run at any member, and why. */
  List<Skipped> skipped() {
    List<Skipped> skipped = new ArrayList<>();
    for (int i = 0; i < suites.length; i++) {
      if (isNowherePossible(i)) {
        skipped.add(new Skipped(plan.servers().get(i).description().spec(), reasons(i)));
      }
    }
    return skipped;
  }

  /** Each reason once, with those who give it. */
  private String reasons(int server) {
    Map<String, List<String>> byReason = new TreeMap<>();
    cannot.forEach(
        (name, of) ->
            byReason.computeIfAbsent(of.get(server), reason -> new ArrayList<>()).add(name));
    return byReason.entrySet().stream()
        .map(each -> "on " + String.join(", ", each.getValue()) + ": " + each.getKey())
        .collect(Collectors.joining("; "));
  }

  /** What has come of it so far, in the order of the plan. */
  List<Checked.Turn> turns() {
    return Arrays.stream(suites)
        .filter(Objects::nonNull)
        .map(RemoteSuite::turn)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Looks whether whoever has a server says something of it; while nobody has one, whether all do.
   *
   * @throws ClusterException when a member has said nothing for so long
   */
  void requireWords(long withinNs) {
    List<String> busy =
        IntStream.range(0, suites.length)
            .filter(i -> suites[i] != null && !suites[i].isOver())
            .mapToObj(i -> suites[i].member())
            .toList();
    for (String member : busy.isEmpty() ? List.copyOf(heardNs.keySet()) : busy) {
      if (nowNs - heardNs.get(member) > withinNs) {
        throw new ClusterException(
            "agent " + member + " has ended no check for " + withinNs / 1_000_000_000L + " s");
      }
    }
  }
}
