package stampede.harness.conformance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.contract.History;
import stampede.contract.Work;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Hold;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.harness.observe.ListenQueue;
import stampede.harness.server.HeldServer;
import stampede.linux.Clock;
import stampede.load.Target;
import stampede.load.Visit;
import stampede.load.Visits;

/** The well-known address stores requests: before there are handlers, and while all are busy. */
final class BufferChecks implements CheckGroup {
  private static final int FEW = 6;
  private static final long STORED_WITHIN_NS = 2_000_000_000L;
  private static final long ANSWER_WITHIN_NS = 15_000_000_000L;
  private static final long SETTLE_WITHIN_NS = 2_000_000_000L;
  private static final String OVERTAKEN =
      "the handlers could not all be kept from accepting for long enough";

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "PA-05-stored-until-accepted",
            List.of(5, 11, 12, 17, 22),
            "A request that arrives while no handler is available waits, and is serviced later",
            BufferChecks::stored),
        new Check(
            "PA-01-finite-buffer",
            List.of(1, 5, 10, 12),
            "The buffer is finite, and reaching its end loses nothing silently",
            BufferChecks::finite),
        new Check(
            "PA-09-address-before-handlers",
            List.of(1, 5, 9, 12, 16, 21),
            "The address exists and stores requests before any handler does",
            BufferChecks::addressFirst));
  }

  private static Finding stored(Trial trial) {
    Stage stage = trial.stage();
    stage.settle(SETTLE_WITHIN_NS);
    String expected = FEW + " requests sent meanwhile wait, and are answered after it";
    return Hold.during(trial, stage, hold -> stored(stage, hold, expected))
        .orElse(Finding.inconclusive(expected, OVERTAKEN));
  }

  private static Optional<Finding> stored(Stage stage, Hold hold, String expected) {
    try (Visits visits = stage.visits("none", FEW)) {
      List<Visit> sent = visits.begin(FEW);
      boolean established =
          stage.await(
              () -> {
                visits.advance();
                return sent.stream().allMatch(Visit::isEstablished);
              },
              STORED_WITHIN_NS);
      int waiting = stage.pending().orElse(-1);
      visits.advance();
      long early = sent.stream().filter(Visit::hasEnded).count();
      if (!hold.isHeld()) {
        return Optional.empty();
      }
      hold.release();
      visits.awaitAll(ANSWER_WITHIN_NS);
      long answered = sent.stream().filter(Visit::isAnswered).count();
      String observed =
          "%d answered while no handler was available, %d in all; %d in the buffer then"
              .formatted(early, answered, waiting);
      Finding finding =
          early == 0 && answered == FEW
              ? Finding.holds(expected, observed)
              : Finding.broken(expected, observed);
      return Optional.of(
          finding
              .because(hold.how())
              .because(established ? "all connections stood" : "not all connections stood")
              .with("pending", waiting));
    }
  }

  private static Finding finite(Trial trial) {
    if (!trial.server().has("backlog")) {
      return Finding.unsupported("the limit of its buffer cannot be set: it has no backlog=");
    }
    return Overflow.provoke(trial);
  }

  private static Finding addressFirst(Trial trial) {
    Optional<HeldServer> held = trial.held();
    if (held.isEmpty()) {
      return Handlerless.provoke(trial);
    }
    String expected =
        FEW
            + " connections made before any handler exists wait, and are all serviced once one"
            + " does";
    HeldServer address = held.get();
    History history = trial.history(FEW);
    long seed = trial.random().nextLong();
    try (Visits visits =
        new Visits(Target.parse(address.target()), history.writer(0), Work.NONE, FEW, seed)) {
      List<Visit> sent = new ArrayList<>(visits.begin(FEW));
      Optional<Integer> deepest = deepest(address, visits);
      Stage stage = trial.adopt(address.begin());
      visits.awaitAll(ANSWER_WITHIN_NS);
      long answered = sent.stream().filter(Visit::isAnswered).count();
      String observed =
          "%s in the buffer with no handler; %d of %d answered after handlers came"
              .formatted(deepest.map(String::valueOf).orElse("an unknown number"), answered, FEW);
      boolean stored = deepest.orElse(FEW) == FEW && answered == FEW;
      AuditVerdict audit = stage.audit(history, false);
      Finding finding =
          stored && audit.verdict() == AuditVerdict.Verdict.FAIL
              ? Finding.wrong(expected, observed + "; audit: " + audit.explanation())
              : Finding.that(stored, expected, observed);
      return finding
          .because("processes before it was begun: " + address.pids())
          .with("pending", deepest.orElse(-1));
    }
  }

  /** How many come to wait there; empty where the kernel does not show it. */
  private static Optional<Integer> deepest(HeldServer address, Visits visits) {
    ListenQueue queue = ListenQueue.of(address.address());
    long untilNs = Clock.monotonicNs() + STORED_WITHIN_NS;
    do {
      visits.advance();
      queue.sample();
    } while (queue.deepest().orElse(FEW) < FEW && Clock.monotonicNs() < untilNs);
    return queue.deepest().stream().boxed().findAny();
  }
}
