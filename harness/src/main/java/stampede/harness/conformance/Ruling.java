package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.List;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.Complaint;
import stampede.report.conformance.SuiteRecord;

/** What a conformance run comes to as a whole: its verdict and what is the matter with it. */
final class Ruling {
  private static final String FAIL = "fail";
  private static final String UNAVAILABLE = "unavailable";
  private static final String INCONCLUSIVE = "inconclusive";

  private final ConformancePlan plan;
  private final List<Complaint> complaints = new ArrayList<>();

  Ruling(ConformancePlan plan) {
    this.plan = plan;
    for (KnownFailures.Line line : plan.known().ofNoCheck(plan.all())) {
      complain(FAIL, line.place() + " names " + line.check() + ", which is no check");
    }
  }

  /** A server could not be started. */
  void missing(String server, String reason) {
    complain(UNAVAILABLE, server + " could not be started: " + reason);
  }

  /** It ended early, and not because the user wanted it. */
  void broken(String reason) {
    complain(UNAVAILABLE, reason);
  }

  /** The checks of a server are done. */
  void judge(SuiteRecord suite, boolean served) {
    String server = suite.server().spec();
    for (CheckRecord check : suite.checks()) {
      if (check.failsNoLonger()) {
        complain(
            FAIL,
            "%s: %s fails no longer on %s (%s): take the line out"
                .formatted(place(server, check), check.id(), server, check.verdict()));
      }
    }
    if (suite.checks().size() < plan.checks().size()) {
      complain(
          INCONCLUSIVE,
          "%d of %d checks were run on %s"
              .formatted(suite.checks().size(), plan.checks().size(), server));
    }
    if (!served) {
      complain(INCONCLUSIVE, server + " answered no plain request, so nothing it did shows much");
    }
  }

  private String place(String server, CheckRecord check) {
    return plan.known().of(server, check.id()).map(KnownFailures.Line::place).orElse("--known");
  }

  private void complain(String verdict, String text) {
    complaints.add(new Complaint(verdict, text));
  }

  List<Complaint> complaints() {
    return List.copyOf(complaints);
  }

  /** The worst there is. */
  String verdict(List<SuiteRecord> suites) {
    List<CheckRecord> checks = suites.stream().flatMap(suite -> suite.checks().stream()).toList();
    if (complained(FAIL) || checks.stream().anyMatch(this::breaks)) {
      return FAIL;
    }
    if (complained(UNAVAILABLE)) {
      return UNAVAILABLE;
    }
    boolean settled =
        !checks.isEmpty()
            && checks.stream().noneMatch(check -> check.verdict().equals(INCONCLUSIVE));
    return settled && !complained(INCONCLUSIVE) ? "pass" : INCONCLUSIVE;
  }

  private boolean complained(String verdict) {
    return complaints.stream().anyMatch(complaint -> complaint.verdict().equals(verdict));
  }

  private boolean breaks(CheckRecord check) {
    return switch (check.verdict()) {
      case FAIL -> !check.failsAsKnown();
      case "differs", "unsupported" -> plan.strict();
      default -> false;
    };
  }
}
