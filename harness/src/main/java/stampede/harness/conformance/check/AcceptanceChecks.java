package stampede.harness.conformance.check;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import stampede.contract.Units;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.conformance.Burst;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.load.Visit;
import stampede.load.Visits;

/** Which handlers take which requests: exactly one each, as many as there are, in parallel. */
final class AcceptanceChecks implements CheckGroup {
  private static final long ANSWER_WITHIN_NS = 5_000_000_000L;
  private static final long SETTLE_WITHIN_NS = 2_000_000_000L;

  /** How long the requests of a burst are held, tried in turn: noise does not last as long. */
  private static final List<Long> HELD_NS = List.of(50_000_000L, 150_000_000L, 450_000_000L);

  private static final int BURSTS = 3;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "PA-05-accept-exactly-one",
            List.of(1, 5, 10),
            "One request is taken by exactly one handler",
            AcceptanceChecks::exactlyOne),
        new Check(
            "PA-05-accept-all-pending",
            List.of(5, 11, 12, 17, 22),
            "No more requests than available handlers: all are accepted in parallel",
            AcceptanceChecks::allPending),
        new Check(
            "PA-05-accept-up-to-available",
            List.of(5, 11, 12, 17, 22),
            "More requests than available handlers: as many are accepted, the rest stay in the"
                + " buffer until handlers are available again",
            AcceptanceChecks::upToAvailable),
        new Check(
            "PA-05-accept-in-parallel",
            List.of(1, 5, 6),
            "Handlers accept and service at the same time, not one after another",
            AcceptanceChecks::inParallel));
  }

  private static Finding exactlyOne(Trial trial) {
    Stage stage = trial.stage();
    int trials = trial.effort().trials();
    String expected = trials + " single requests, each accepted and serviced by one handler";
    stage.settle(SETTLE_WITHIN_NS);
    long before = stage.accepts().orElse(0);
    int answered = 0;
    try (Visits visits = stage.visits("none", 1)) {
      for (int i = 0; i < trials; i++) {
        Visit visit = visits.begin();
        visits.awaitAll(ANSWER_WITHIN_NS);
        answered += visit.isAnswered() ? 1 : 0;
      }
    }
    stage.settle(SETTLE_WITHIN_NS);
    AuditVerdict audit = stage.audit(false);
    long accepts = stage.accepts().orElse(before + trials) - before;
    String observed =
        "%d answered, %d connections accepted; audit: %s"
            .formatted(answered, accepts, audit.explanation());
    if (audit.verdict() == AuditVerdict.Verdict.PASS) {
      return accepts == trials && answered == trials
          ? Finding.holds(expected, observed)
          : Finding.wrong(expected, observed);
    }
    return Audited.finding(audit, expected, observed);
  }

  private static Finding allPending(Trial trial) {
    int handlers = trial.handlers();
    return bursts(
        trial,
        "of %d requests at once, all %d in service together, each by another handler"
            .formatted(handlers, handlers),
        handlers,
        burst -> burst.isAnswered() && burst.handlersTogether() == handlers,
        "at most %d of " + handlers + " in service together");
  }

  private static Finding upToAvailable(Trial trial) {
    int handlers = trial.handlers();
    int sent = 2 * handlers;
    return bursts(
        trial,
        "of %d requests at once, %d accepted and in service, %d waiting in the buffer; all serviced"
                .formatted(sent, handlers, handlers)
            + " in the end",
        sent,
        burst -> burst.isAnswered() && burst.handlersTogether() == handlers && leaves(burst),
        "at most %d in service together");
  }

  /** Whether those that were not in service stayed in the buffer. */
  private static boolean leaves(Burst burst) {
    int inService = burst.together().size();
    List<Burst.Look> looks = burst.looksTogether();
    return !looks.isEmpty()
        && looks.stream()
            .allMatch(
                look ->
                    (look.pending() < 0 || look.pending() == burst.count() - inService)
                        && (look.accepted() < 0 || look.accepted() == inService));
  }

  /** Several bursts, each repeated with longer services before it counts against the server. */
  private static Finding bursts(
      Trial trial, String expected, int count, Predicate<Burst> isMet, String otherwise) {
    if (!trial.server().doesWork()) {
      return Finding.unsupported(Audited.NO_WORK);
    }
    Stage stage = trial.stage();
    Burst burst = null;
    for (int i = 0; i < BURSTS; i++) {
      boolean met = false;
      for (int longer = 0; longer < HELD_NS.size() && !met; longer++) {
        if (!stage.settle(SETTLE_WITHIN_NS)) {
          return Finding.inconclusive(expected, "the handlers never all slept");
        }
        burst = Burst.of(stage, count, HELD_NS.get(longer));
        met = isMet.test(burst);
      }
      if (!met) {
        return shown(
            Finding.broken(expected, otherwise.formatted(burst.handlersTogether())), burst);
      }
    }
    String observed = "so in each of %d bursts of %d".formatted(BURSTS, count);
    return shown(Finding.holds(expected, observed), burst);
  }

  private static Finding shown(Finding finding, Burst burst) {
    List<Burst.Look> looks = burst.looksTogether();
    String buffer =
        looks.isEmpty()
            ? "nobody looked into the buffer meanwhile"
            : "%d in the buffer and %d accepted then (-1 is unknown)"
                .formatted(looks.getLast().pending(), looks.getLast().accepted());
    return finding
        .because(
            "in the last burst, each held %s: %d of %d answered, %d in service together by %d"
                    .formatted(
                        Units.duration(burst.heldNs()),
                        burst.answered(),
                        burst.count(),
                        burst.together().size(),
                        burst.handlersTogether())
                + " handlers; "
                + buffer)
        .with("handlersTogether", burst.handlersTogether());
  }

  private static Finding inParallel(Trial trial) {
    if (trial.handlers() < 2) {
      return Finding.unsupported(Audited.ONE_HANDLER);
    }
    if (!trial.server().doesWork()) {
      return Finding.unsupported(Audited.NO_WORK);
    }
    Stage stage = trial.stage();
    int count = 3 * trial.handlers();
    String expected = "of %d requests at once, at least 2 in service together".formatted(count);
    Burst burst = Burst.of(stage, count, HELD_NS.getFirst());
    for (int i = 1; i < HELD_NS.size() && burst.handlersTogether() < 2; i++) {
      burst = Burst.of(stage, count, HELD_NS.get(i));
    }
    if (!burst.isAnswered()) {
      return shown(Finding.inconclusive(expected, "not all were answered"), burst);
    }
    String observed =
        "%d handlers in service together; two accepted within %s"
            .formatted(burst.handlersTogether(), closestAccepts(burst));
    return shown(Finding.that(burst.handlersTogether() >= 2, expected, observed), burst);
  }

  private static String closestAccepts(Burst burst) {
    List<Burst.InService> inOrder =
        burst.services().stream()
            .sorted(Comparator.comparingLong(Burst.InService::acceptedNs))
            .toList();
    long closestNs = Long.MAX_VALUE;
    for (int i = 1; i < inOrder.size(); i++) {
      Burst.InService one = inOrder.get(i - 1);
      Burst.InService other = inOrder.get(i);
      if (one.handler() != other.handler()) {
        closestNs = Math.min(closestNs, other.acceptedNs() - one.acceptedNs());
      }
    }
    return closestNs == Long.MAX_VALUE ? "an unknown time" : Audited.ms(closestNs);
  }
}
