package stampede.report.conformance;

import java.util.List;
import java.util.Map;
import stampede.report.Environment;
import stampede.report.Member;
import stampede.report.SampleDocument;
import stampede.report.Server;
import stampede.report.Skipped;

/** Conformance documents as the harness would make them. */
public final class SampleConformance {
  private static final Environment MACHINE = SampleDocument.empty().environment();

  private SampleConformance() {}

  /** One server with a check of each verdict, one of them a known failure, one no longer one. */
  public static ConformanceDocument one() {
    return of("epoll,as=processes", checks("epoll,as=processes"), List.of());
  }

  /** The same of a server whose every text is {@code text}. */
  public static ConformanceDocument full(String text) {
    CheckRecord check =
        new CheckRecord(
            text,
            List.of(1),
            "fail",
            text,
            text,
            text,
            List.of(text, text),
            Map.of(text, 1.0),
            text,
            null,
            text,
            0.5);
    return of(text, List.of(check), List.of(new Complaint("fail", text)));
  }

  /** Several servers. */
  public static ConformanceDocument several() {
    List<SuiteRecord> suites =
        List.of("epoll,as=threads,handlers=4", "reuseport-idle,as=processes,handlers=4").stream()
            .map(spec -> suite(spec, checks(spec)))
            .toList();
    ConformanceDocument one = one();
    return new ConformanceDocument(
        one.schema(),
        one.stampedeVersion(),
        "stampede conform all",
        one.seed(),
        one.startedAt(),
        60,
        false,
        one.environment(),
        "private",
        2,
        true,
        "fail",
        List.of(new Complaint("unavailable", "x could not be started: port taken")),
        6,
        null,
        List.of(),
        List.of(),
        Summary.total(suites.stream().map(SuiteRecord::summary).toList()),
        suites,
        List.of(new Skipped("uring,as=threads,handlers=4", "io_uring is disabled")),
        null,
        List.of());
  }

  /** Several servers, each checked by another agent. */
  public static ConformanceDocument byAgents() {
    ConformanceDocument several = several();
    List<SuiteRecord> suites = several.suites();
    return new ConformanceDocument(
        several.schema(),
        several.stampedeVersion(),
        "stampede conform all --agents 2",
        several.seed(),
        several.startedAt(),
        several.durationS(),
        several.interrupted(),
        several.environment(),
        several.network(),
        several.lanes(),
        several.strict(),
        several.verdict(),
        several.complaints(),
        several.selected(),
        null,
        List.of(),
        List.of(),
        several.summary(),
        List.of(by("east", suites.get(0)), by("west", suites.get(1))),
        several.skipped(),
        null,
        List.of(new Member("east", "1.0", 1, MACHINE), new Member("west", "1.0", 1, null)));
  }

  private static SuiteRecord by(String member, SuiteRecord suite) {
    return new SuiteRecord(suite.server(), suite.checks(), suite.claims(), suite.summary(), member);
  }

  /** Not a check was finished. */
  public static ConformanceDocument nothing() {
    return of("epoll", List.of(), List.of(new Complaint("inconclusive", "0 of 6 checks were run")));
  }

  private static ConformanceDocument of(
      String spec, List<CheckRecord> checks, List<Complaint> complaints) {
    SuiteRecord suite = suite(spec, checks);
    return new ConformanceDocument(
        ConformanceDocument.SCHEMA,
        "1.0",
        "stampede conform " + spec,
        42,
        "2026-01-01T12:00:00.5Z",
        1.5,
        false,
        MACHINE,
        "private",
        1,
        false,
        "fail",
        complaints,
        6,
        suite.server(),
        suite.checks(),
        suite.claims(),
        suite.summary(),
        List.of(),
        List.of(),
        null,
        List.of());
  }

  private static SuiteRecord suite(String spec, List<CheckRecord> checks) {
    Server server =
        new Server(
            spec.split(",", -1)[0],
            spec,
            "processes",
            4,
            1,
            Map.of(),
            "nginx",
            "all",
            true,
            "shared");
    List<ClaimRecord> claims =
        List.of(new ClaimRecord(5, "Several are told", "fail", List.of("PA-05-a", "PA-05-b")));
    return new SuiteRecord(server, checks, claims, Summary.of(checks), null);
  }

  private static List<CheckRecord> checks(String spec) {
    return List.of(
        check(spec, "PA-05-a", "pass", null),
        check(spec, "PA-01-b", "differs", null),
        check(spec, "PA-05-b", "fail", null),
        check(spec, "ER-known", "fail", "it leaks"),
        check(spec, "ER-gone", "pass", "it leaked"),
        check(spec, "ER-unsupported", "unsupported", null),
        check(spec, "ST-unsure", "inconclusive", null));
  }

  private static CheckRecord check(String spec, String id, String verdict, String known) {
    return new CheckRecord(
        id,
        List.of(5, 12),
        verdict,
        "What " + id + " requires",
        "4 of 4",
        "3 of 4 & <none> else",
        List.of("handler 3 slept"),
        Map.of("woken", 3.0),
        verdict.equals("differs") ? "one request wakes one handler" : null,
        known,
        "stampede conform " + spec + " --check " + id + " --seed 42",
        0.25);
  }
}
