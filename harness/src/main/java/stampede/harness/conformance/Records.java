package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import stampede.harness.server.ServerDescription;
import stampede.report.Server;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.ClaimRecord;
import stampede.report.conformance.SuiteRecord;
import stampede.report.conformance.Summary;

/** Makes of results what stands in the document. */
final class Records {
  private static final double NS_PER_S = 1e9;
  private static final Comparator<Verdict> UNSUPPORTED_LAST =
      Comparator.<Verdict, Boolean>comparing(verdict -> verdict == Verdict.UNSUPPORTED)
          .thenComparing(Comparator.naturalOrder());

  private final KnownFailures known;
  private final Repeat repeat;

  Records(KnownFailures known, Repeat repeat) {
    this.known = known;
    this.repeat = repeat;
  }

  CheckRecord check(ServerDescription server, CheckResult result) {
    Check check = result.check();
    Finding finding = result.finding();
    return new CheckRecord(
        check.id(),
        check.claims(),
        result.verdict().text(),
        check.requirement(),
        finding.expected(),
        finding.observed(),
        finding.evidence(),
        finding.figures(),
        result.declared().isEmpty() ? null : result.declared(),
        known.of(server.spec(), check.id()).map(KnownFailures.Line::reason).orElse(null),
        repeat.command(server.spec(), check.id()),
        result.durationNs() / NS_PER_S);
  }

  /**
   * A check as another machine tells of it: what it found is its own, everything else is ours.
   *
   * @throws IllegalArgumentException when it is not this check, or came to no verdict there is
   */
  CheckRecord check(String spec, Check check, CheckRecord told) {
    if (!told.id().equals(check.id())) {
      throw new IllegalArgumentException("it tells of " + told.id() + " and did " + check.id());
    }
    return new CheckRecord(
        check.id(),
        check.claims(),
        Verdict.of(told.verdict()).text(),
        check.requirement(),
        told.expected(),
        told.observed(),
        told.evidence(),
        told.figures(),
        told.declared(),
        known.of(spec, check.id()).map(KnownFailures.Line::reason).orElse(null),
        repeat.command(spec, check.id()),
        told.durationS());
  }

  static SuiteRecord suite(ServerDescription server, List<CheckRecord> checks) {
    return suite(server.record(), checks, null);
  }

  /** The same, checked by an agent; null for this machine. */
  static SuiteRecord suite(Server server, List<CheckRecord> checks, String member) {
    return new SuiteRecord(server, checks, claims(checks), Summary.of(checks), member);
  }

  /**
   * Every claim that a check speaks for, with the worst of its verdicts. A check that is
   * unsupported says nothing either way, so a claim is unsupported only where all of its checks
   * are.
   */
  private static List<ClaimRecord> claims(List<CheckRecord> checks) {
    List<ClaimRecord> claims = new ArrayList<>();
    for (int claim : Claims.all()) {
      List<CheckRecord> speaking =
          checks.stream().filter(check -> check.claims().contains(claim)).toList();
      speaking.stream()
          .map(check -> Verdict.of(check.verdict()))
          .min(UNSUPPORTED_LAST)
          .ifPresent(
              worst ->
                  claims.add(
                      new ClaimRecord(
                          claim,
                          Claims.statement(claim),
                          worst.text(),
                          speaking.stream().map(CheckRecord::id).toList())));
    }
    return claims;
  }
}
