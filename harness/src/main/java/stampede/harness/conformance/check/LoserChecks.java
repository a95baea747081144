package stampede.harness.conformance.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import stampede.harness.conformance.Announcements;
import stampede.harness.conformance.Burst;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Herd;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.harness.observe.Task;
import stampede.harness.observe.Threads;
import stampede.harness.server.HandlerTask;

/** What becomes of handlers that are told of a request and find that another has taken it. */
final class LoserChecks implements CheckGroup {
  private static final String PROCESS = "PA-13-losers-process-errors";
  private static final String LATER = "PA-01-losers-serve-later";
  private static final String NOBODY_LOST =
      "no handler was told of a request and found nothing, so there is no error to process";

  private static final long SETTLE_WITHIN_NS = 2_000_000_000L;
  private static final long HELD_NS = 30_000_000L;
  private static final int ROUNDS = 12;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            PROCESS,
            List.of(1, 5, 10, 13, 18, 23),
            "A handler that finds nothing processes the error and stays available",
            trial -> provoked(trial, PROCESS, seen -> process(trial, seen))),
        new Check(
            LATER,
            List.of(1, 10, 13, 18),
            "A handler that found nothing services requests later",
            trial -> provoked(trial, LATER, seen -> later(trial, seen))));
  }

  private static Finding provoked(Trial trial, String id, Function<Announcements, Finding> judged) {
    if (trial.handlers() < 2) {
      return Finding.unsupported("it has one handler: nobody else takes what it is told of");
    }
    Stage stage = trial.stage();
    Optional<Announcements> seen = Announcements.of(stage, trial.effort().trials());
    if (seen.isEmpty()) {
      return Finding.inconclusive("", "the handlers never all slept");
    }
    return Audited.unlessUndeclared(
        trial, id, judged.apply(seen.get()), "it wakes no more handlers than it has requests");
  }

  /** Losers are usual when there are about as many as trials; chance alone makes a few. */
  private static boolean nobodyLost(Announcements seen) {
    return seen.woken() - seen.trials() < seen.trials() / 2 && seen.emptyAccepts() == 0;
  }

  private static Finding process(Trial trial, Announcements seen) {
    String expected = "handlers that find nothing, and every one of them available afterwards";
    String losers =
        "%d wakeups for %d requests; %d times a handler saw for itself that nothing was left"
            .formatted(seen.woken(), seen.trials(), seen.emptyAccepts());
    if (nobodyLost(seen)) {
      return Finding.broken(expected, NOBODY_LOST).because(losers);
    }
    Stage stage = trial.stage();
    List<HandlerTask> before = stage.handlers();
    boolean rests = stage.settle(SETTLE_WITHIN_NS) && stage.exchanges();
    boolean same =
        Set.copyOf(before).equals(Set.copyOf(stage.handlers()))
            && before.stream().allMatch(LoserChecks::lives);
    Finding finding =
        rests && same
            ? Finding.holds(expected, losers + "; all " + before.size() + " handlers available")
            : Finding.wrong(expected, losers + "; handlers died or serve no more");
    return finding
        .because("%d losers slept on within the kernel".formatted(seen.hidden().orElse(0)))
        .with("wakeupsPerAccept", seen.wokenPerRequest())
        .with("emptyAcceptsPerAccept", (double) seen.emptyAccepts() / seen.trials())
        .with("hiddenPerAccept", (double) seen.hidden().orElse(0) / seen.trials());
  }

  private static boolean lives(HandlerTask task) {
    return Threads.state(new Task(task.pid(), task.tid())).isPresent();
  }

  /** Full bursts give every handler something to do. */
  private static Finding later(Trial trial, Announcements seen) {
    String expected = "each handler that lost accepts a request later";
    if (nobodyLost(seen) || seen.losers().isEmpty()) {
      return Finding.broken(expected, NOBODY_LOST);
    }
    if (!trial.server().doesWork()) {
      return Finding.unsupported(Audited.NO_WORK);
    }
    Stage stage = trial.stage();
    Map<Integer, Long> before = accepts(stage);
    Set<Integer> waiting = seen.losers();
    boolean all = false;
    for (int round = 0; round < ROUNDS && !waiting.isEmpty(); round++) {
      stage.settle(SETTLE_WITHIN_NS);
      Burst burst = Burst.of(stage, trial.handlers(), HELD_NS);
      all |= burst.handlersTogether() == trial.handlers();
      Map<Integer, Long> now = accepts(stage);
      waiting =
          all
              ? Set.of()
              : waiting.stream()
                  .filter(loser -> now.getOrDefault(loser, 0L) <= before.getOrDefault(loser, 0L))
                  .collect(Collectors.toSet());
    }
    return Finding.that(
            waiting.isEmpty(),
            expected,
            waiting.isEmpty()
                ? "all " + seen.losers().size() + " handlers that lost did"
                : "handlers " + waiting + " did not, in " + ROUNDS + " bursts for all of them")
        .with("losers", seen.losers().size());
  }

  private static Map<Integer, Long> accepts(Stage stage) {
    Map<Integer, Long> accepts = new HashMap<>();
    Herd.now(stage.server())
        .handlers()
        .forEach(handler -> accepts.put(handler.handler(), handler.accepts()));
    return accepts;
  }
}
