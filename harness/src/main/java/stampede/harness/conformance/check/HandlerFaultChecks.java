package stampede.harness.conformance.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Grip;
import stampede.harness.conformance.HandlerProcesses;
import stampede.harness.conformance.Roster;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.linux.Clock;
import stampede.load.Visit;
import stampede.load.Visits;

/** A handler process that is killed or stopped: the others go on. */
final class HandlerFaultChecks implements CheckGroup {
  private static final String HELD = "sleep:300ms";
  private static final long BUSY_WITHIN_NS = 2_000_000_000L;
  private static final long KILL_WITHIN_NS = 2_000_000_000L;
  private static final long ANSWER_WITHIN_NS = 10_000_000_000L;
  private static final long RESTORED_WITHIN_NS = 15_000_000_000L;
  private static final long STOPPED_NS = 1_200_000_000L;
  private static final long LOOK_EVERY_NS = 1_000_000L;
  private static final int VICTIMS = 2;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "ER-handler-killed",
            List.of(1, 10, 13, 14, 18, 19, 23),
            "When a handler is killed in the middle of a service, that request is serviced at most"
                + " once and every other exactly once, and another handler takes its place",
            HandlerFaultChecks::killed),
        new Check(
            "ER-handler-stopped",
            List.of(1, 5, 10, 13, 18, 23),
            "While one handler is stopped, the others take what is pending",
            HandlerFaultChecks::stopped));
  }

  private static Finding killed(Trial trial) {
    Stage stage = trial.stage();
    List<Integer> pids = HandlerProcesses.of(stage);
    if (pids.size() < 2) {
      return HandlerProcesses.tooFew(stage);
    }
    int asking = 2 * pids.size();
    String expected = "only what the killed handler had in service cut off, and it is replaced";
    try (Visits held = stage.visits(HELD, 1);
        Visits others = stage.visits("sleep:2ms", 2 * asking)) {
      Visit one = held.begin();
      Optional<Integer> victim = servicing(stage, pids, one, trial);
      if (victim.isEmpty() || !pids.contains(victim.get())) {
        return Finding.inconclusive(expected, "no handler was seen with the request in service");
      }
      Roster rest = Roster.of(stage).except(victim.get());
      List<Visit> requests = new ArrayList<>(others.begin(asking));
      int excused = strike(stage, victim.get());
      if (excused < 0) {
        return Finding.inconclusive(expected, "the handler could not be killed");
      }
      long killedNs = Clock.monotonicNs();
      requests.addAll(others.begin(asking));
      others.awaitAll(ANSWER_WITHIN_NS);
      held.awaitAll(ANSWER_WITHIN_NS);
      requests.add(one);
      return afterKill(stage, rest, requests, pids.size(), excused, killedNs);
    }
  }

  /** Of a server that does not show what it has in service, half of what was asked may be cut. */
  private static Finding afterKill(
      Stage stage, Roster rest, List<Visit> requests, int handlers, int excused, long killedNs) {
    boolean restored = HandlerProcesses.awaitRestored(stage, handlers, RESTORED_WITHIN_NS);
    long restoredMs = (Clock.monotonicNs() - killedNs) / 1_000_000;
    int cut = Answers.missing(requests);
    boolean known = stage.scoreboard().isPresent();
    String expected = "only what the killed handler had in service cut off, and it is replaced";
    String observed =
        "%d of %d requests cut off%s; %s"
            .formatted(
                cut,
                requests.size(),
                known ? ", " + excused + " in service at the killed handler" : "",
                restored ? "replaced within " + restoredMs + " ms" : "it was never replaced");
    boolean spared = restored && cut <= (known ? excused : requests.size() / 2);
    return rest.judge(stage, spared, expected, observed)
        .with("cut", cut)
        .with("restoredMs", restored ? restoredMs : -1);
  }

  /** The process that services a request; of a server that does not show it, any. */
  private static Optional<Integer> servicing(
      Stage stage, List<Integer> pids, Visit visit, Trial trial) {
    if (stage.scoreboard().isEmpty()) {
      return Optional.of(pids.get(trial.random().nextInt(pids.size())));
    }
    stage.await(() -> slot(stage, visit).isPresent(), BUSY_WITHIN_NS);
    return slot(stage, visit).map(HandlerSlot::pid);
  }

  private static Optional<HandlerSlot> slot(Stage stage, Visit visit) {
    return stage.scoreboard().stream()
        .flatMap(board -> board.all().stream())
        .filter(slot -> slot.currentRequest() == visit.id())
        .findFirst();
  }

  /**
   * Kills a handler process, stopped before so that what it has in service is surely that; how many
   * requests that was, as far as it shows; -1 when it was not to be had.
   */
  private static int strike(Stage stage, int pid) {
    try (Grip grip = Grip.on(stage.server(), pid).orElse(null)) {
      if (grip == null || !grip.stop()) {
        return -1;
      }
      int servicing =
          (int)
              stage.scoreboard().stream()
                  .flatMap(board -> board.all().stream())
                  .filter(slot -> slot.pid() == pid && slot.state() == HandlerState.SERVICING)
                  .count();
      return grip.kill(KILL_WITHIN_NS) ? servicing : -1;
    }
  }

  private static Finding stopped(Trial trial) {
    Stage stage = trial.stage();
    List<Integer> pids = new ArrayList<>(HandlerProcesses.of(stage));
    if (pids.size() < 2) {
      return HandlerProcesses.tooFew(stage);
    }
    Collections.shuffle(pids, trial.random());
    int asking = 4 * pids.size();
    String expected = asking + " requests answered while one of the handlers is stopped";
    Roster before = Roster.of(stage);
    int stranded = 0;
    int late = 0;
    for (int pid : pids.subList(0, VICTIMS)) {
      try (Grip grip = Grip.on(stage.server(), pid).orElse(null);
          Visits visits = stage.visits("none", asking)) {
        if (grip == null || !grip.stop()) {
          return Finding.inconclusive(expected, "the handler could not be stopped");
        }
        List<Visit> requests = askWhileStopped(visits, asking);
        stranded = Math.max(stranded, Answers.missing(requests));
        grip.resume();
        visits.awaitAll(ANSWER_WITHIN_NS);
        late += Answers.missing(requests);
      }
    }
    String observed =
        "%d of %d requests stranded until it went on; %d were never answered"
            .formatted(stranded, asking, late);
    Finding finding =
        late > 0
            ? Finding.wrong(expected, observed)
            : before.judge(stage, stranded == 0, expected, observed);
    return finding.with("strandedShare", (double) stranded / asking);
  }

  /** Some at once, the rest one after another: those that find the others idle, and busy. */
  private static List<Visit> askWhileStopped(Visits visits, int asking) {
    List<Visit> requests = new ArrayList<>();
    long untilNs = Clock.monotonicNs() + STOPPED_NS;
    while (Clock.monotonicNs() < untilNs
        && (requests.size() < asking || !visits.underway().isEmpty())) {
      if (requests.size() < asking / 2) {
        requests.addAll(visits.begin(asking / 2));
      } else if (requests.size() < asking) {
        requests.add(visits.begin());
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
      visits.advance();
    }
    return requests;
  }
}
