package stampede.harness.conformance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import stampede.contract.HandlerSlot;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Grip;
import stampede.harness.conformance.HandlerProcesses;
import stampede.harness.conformance.Roster;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.harness.observe.OpenDescriptors;
import stampede.harness.server.HandlerTask;
import stampede.load.Visit;
import stampede.load.Visits;

/** A lock around accept does not die with who holds it. */
final class LockHolderChecks implements CheckGroup {
  private static final long HELD_WITHIN_NS = 200_000_000L;
  private static final long KILL_WITHIN_NS = 2_000_000_000L;
  private static final long ANSWER_WITHIN_NS = 8_000_000_000L;
  private static final long RESTORED_WITHIN_NS = 15_000_000_000L;
  private static final int ATTEMPTS = 20;
  private static final String EXPECTED = "all requests answered after the lock's holder was killed";

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "ER-lock-holder-killed",
            List.of(1, 10, 13, 18, 23),
            "When a handler is killed that holds the lock around accept, the others go on",
            LockHolderChecks::killed));
  }

  private static Finding killed(Trial trial) {
    Stage stage = trial.stage();
    List<Integer> pids = HandlerProcesses.of(stage);
    if (pids.size() < 2) {
      return HandlerProcesses.tooFew(stage);
    }
    stage.await(() -> holder(stage, pids).isPresent(), HELD_WITHIN_NS);
    if (holder(stage, pids).isPresent()) {
      return killHolder(stage, pids);
    }
    return stage.scoreboard().isPresent()
        ? Finding.unsupported("no handler holds a lock while it waits for requests")
        : killEverybody(stage, pids);
  }

  /** The process that holds the accept lock of ours, or a lock on a file. */
  private static Optional<Integer> holder(Stage stage, List<Integer> pids) {
    OptionalInt tid =
        stage.scoreboard().map(board -> board.acceptLock().holder()).orElse(OptionalInt.empty());
    return tid.isPresent()
        ? stage.handlers().stream()
            .filter(task -> task.tid() == tid.getAsInt())
            .map(HandlerTask::pid)
            .findFirst()
        : pids.stream().filter(OpenDescriptors::holdsFileLock).findFirst();
  }

  /** Stopped, it cannot give the lock back: if it holds it then, it is killed with it. */
  private static Finding killHolder(Stage stage, List<Integer> pids) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<Grip> grip = holder(stage, pids).flatMap(pid -> Grip.on(stage.server(), pid));
      if (grip.isPresent()) {
        try (Grip held = grip.get()) {
          Roster rest = Roster.of(stage).except(held.pid());
          long fromTheDead = locksFromTheDead(stage);
          boolean holds = held.stop() && holder(stage, pids).equals(Optional.of(held.pid()));
          if (holds && held.kill(KILL_WITHIN_NS)) {
            return progress(stage, pids, rest, "the holder of the lock was killed")
                .with("locksFromTheDead", locksFromTheDead(stage) - fromTheDead);
          }
        }
      }
    }
    return Finding.inconclusive(EXPECTED, "no handler could be caught holding the lock");
  }

  /** Where nobody can see who holds a lock, whoever does is among all of them. */
  private static Finding killEverybody(Stage stage, List<Integer> pids) {
    List<Grip> grips = new ArrayList<>();
    try {
      pids.forEach(pid -> Grip.on(stage.server(), pid).ifPresent(grips::add));
      boolean stopped = grips.stream().allMatch(Grip::stop);
      boolean killed = stopped && grips.stream().allMatch(grip -> grip.kill(KILL_WITHIN_NS));
      if (!killed || grips.size() < pids.size()) {
        return Finding.inconclusive(EXPECTED, "the handlers could not all be killed");
      }
    } finally {
      grips.forEach(Grip::close);
    }
    if (!stage.await(() -> !HandlerProcesses.of(stage).isEmpty(), RESTORED_WITHIN_NS)) {
      return Finding.unsupported(
          "who holds its lock, if it has one, cannot be seen; and it does not replace handlers");
    }
    Roster nobody = new Roster(List.of(), Long.MAX_VALUE);
    return progress(stage, pids, nobody, "all handlers were killed at once, whoever held a lock");
  }

  private static Finding progress(Stage stage, List<Integer> pids, Roster rest, String what) {
    int asking = 2 * pids.size();
    try (Visits visits = stage.visits("none", asking)) {
      List<Visit> requests = visits.begin(asking);
      visits.awaitAll(ANSWER_WITHIN_NS);
      int missing = Answers.missing(requests);
      boolean restored = HandlerProcesses.awaitRestored(stage, pids.size(), RESTORED_WITHIN_NS);
      String observed =
          "%s; %d of %d requests left unanswered; %s"
              .formatted(what, missing, asking, restored ? "replaced" : "not replaced");
      return missing > 0
          ? Finding.broken(EXPECTED, observed)
          : rest.judge(stage, restored, EXPECTED, observed);
    }
  }

  private static long locksFromTheDead(Stage stage) {
    return stage.scoreboard().stream()
        .flatMap(board -> board.all().stream())
        .mapToLong(HandlerSlot::locksFromTheDead)
        .sum();
  }
}
