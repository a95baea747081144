package stampede.harness.conformance.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import stampede.contract.Units;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Roster;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.linux.Clock;
import stampede.load.Visit;
import stampede.load.Visits;

/** Clients that never finish asking: their handler is freed by a deadline, others serve on. */
final class TardyClientChecks implements CheckGroup {
  private static final String DEADLINE = "deadline";
  private static final List<String> DEADLINES = List.of("300ms", "1s");
  private static final long LOOK_EVERY_NS = 1_000_000L;
  private static final long OTHERS_WITHIN_NS = 2_000_000_000L;
  private static final long LONGEST_DEADLINE_NS = 15_000_000_000L;
  private static final long SLACK_NS = 3_000_000_000L;
  private static final int ATTEMPTS = 3;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "ER-silent-client",
            List.of(1, 10, 13, 18, 23),
            "A client that connects and says nothing is given up after a deadline, and while it is"
                + " not, other handlers serve other clients",
            trial -> provoke(trial, false)),
        new Check(
            "ER-slow-client",
            List.of(1, 10, 13, 18, 23),
            "A client that sends a byte at a time is given up after a deadline, and while it is"
                + " not, other handlers serve other clients",
            trial -> provoke(trial, true)));
  }

  /**
   * What one server is asked.
   *
   * @param deadlineNs the deadline it was given; empty where it has no such setting
   * @param handlers how many it has, at least 1
   */
  private record Case(Stage stage, Optional<Long> deadlineNs, int handlers, boolean drip) {
    String clients() {
      return drip ? "slow" : "silent";
    }

    /** How long the last of so many tardy clients may hold a handler, one after the other. */
    long boundNs(int tardy) {
      return deadlineNs.map(ns -> tardy * ns + SLACK_NS).orElse(LONGEST_DEADLINE_NS);
    }
  }

  private static Finding provoke(Trial trial, boolean drip) {
    Optional<String> deadline =
        DEADLINES.stream()
            .filter(each -> trial.server().has(DEADLINE))
            .filter(each -> trial.refuses(Map.of(DEADLINE, each)).isEmpty())
            .findFirst();
    Stage stage = deadline.map(each -> trial.stage(Map.of(DEADLINE, each))).orElseGet(trial::stage);
    Case asked =
        new Case(stage, deadline.map(Units::durationNs), Math.max(1, trial.handlers()), drip);
    Finding finding = provoke(asked);
    if (drip || finding.kind() != Finding.Kind.HOLDS) {
      trial.dropOther();
    }
    return finding;
  }

  private static Finding provoke(Case asked) {
    asked.stage().exchanges();
    Optional<Finding> blocked = asked.handlers() > 1 ? othersGoOn(asked) : Optional.empty();
    return blocked.orElseGet(() -> allAreFreed(asked));
  }

  /** With a handler left over, nobody else waits; one bad moment of the machine is forgiven. */
  private static Optional<Finding> othersGoOn(Case asked) {
    int tardy = asked.handlers() - 1;
    int asking = 2 * asked.handlers();
    String expected =
        asking + " requests answered while " + tardy + " clients are " + asked.clients();
    int most = 0;
    for (int i = 0; i < ATTEMPTS && most < asking; i++) {
      most = Math.max(most, answeredMeanwhile(asked, tardy, asking));
    }
    String observed =
        "%d of %d requests were answered before a %s client was given up; %d such clients, %d handlers"
            .formatted(most, asking, asked.clients(), tardy, asked.handlers());
    return most == asking ? Optional.empty() : Optional.of(Finding.broken(expected, observed));
  }

  private static int answeredMeanwhile(Case asked, int tardy, int asking) {
    try (Visits visits = asked.stage().visits("none", asking);
        TardyClients clients = new TardyClients(asked.stage(), tardy, asked.drip())) {
      List<Visit> requests = visits.begin(asking);
      long untilNs = clients.sinceNs() + OTHERS_WITHIN_NS;
      while (clients.held() == tardy
          && !visits.underway().isEmpty()
          && Clock.monotonicNs() < untilNs) {
        clients.tick();
        visits.advance();
        LockSupport.parkNanos(LOOK_EVERY_NS);
      }
      int answered = Answers.got(requests);
      clients.leave();
      visits.awaitAll(asked.boundNs(tardy));
      return answered;
    }
  }

  /** With every handler taken, service resumes after the deadline. */
  private static Finding allAreFreed(Case asked) {
    Stage stage = asked.stage();
    int tardy = 2 * asked.handlers();
    Roster before = Roster.of(stage);
    String expected =
        "%d requests answered although %d clients are %s, and each of these given up after a deadline"
            .formatted(tardy, tardy, asked.clients());
    try (TardyClients clients = new TardyClients(stage, tardy, asked.drip());
        Visits visits = stage.visits("none", tardy)) {
      List<Visit> requests = visits.begin(tardy);
      long untilNs = clients.sinceNs() + asked.boundNs(tardy);
      long answeredNs = Long.MAX_VALUE;
      while (Clock.monotonicNs() < untilNs
          && (answeredNs == Long.MAX_VALUE
              || (asked.deadlineNs().isPresent() && clients.held() > 0))) {
        clients.tick();
        visits.advance();
        answeredNs =
            visits.underway().isEmpty() ? Math.min(answeredNs, Clock.monotonicNs()) : answeredNs;
        LockSupport.parkNanos(LOOK_EVERY_NS);
      }
      return judge(asked, before, expected, tardy, clients, requests, answeredNs);
    }
  }

  private static Finding judge(
      Case asked,
      Roster before,
      String expected,
      int tardy,
      TardyClients clients,
      List<Visit> requests,
      long answeredNs) {
    boolean answered = Answers.complete(requests);
    int held = clients.held();
    if (!answered && asked.deadlineNs().isEmpty()) {
      return Finding.unsupported(
          "it has no setting deadline, and gave up no client within "
              + Units.duration(LONGEST_DEADLINE_NS)
              + "; a deadline may be longer than that");
    }
    String when =
        answered
            ? "all answered after " + (answeredNs - clients.sinceNs()) / 1_000_000 + " ms"
            : Answers.missing(requests) + " requests left unanswered";
    String observed =
        "%s; %d of %d %s clients given up (deadline %s)"
            .formatted(
                when,
                tardy - held,
                tardy,
                asked.clients(),
                asked.deadlineNs().map(Units::duration).orElse("unknown"));
    boolean freed = held == 0 || asked.deadlineNs().isEmpty();
    clients.leave();
    return before.judge(asked.stage(), answered && freed, expected, observed);
  }
}
