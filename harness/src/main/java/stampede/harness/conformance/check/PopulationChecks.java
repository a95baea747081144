package stampede.harness.conformance.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.contract.HandlerState;
import stampede.contract.Outcome;
import stampede.contract.Units;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Flooding;
import stampede.harness.conformance.ServiceRecord;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.linux.Clock;

/** Whether the spawner has more handlers under load, fewer without, and loses nothing by it. */
final class PopulationChecks implements CheckGroup {
  private static final int MOST = 4;
  private static final int RESTING = 2;

  /** One or two idle handlers, which any strategy can be asked for: it needs no queue. */
  private static final Map<String, String> CHANGING =
      Map.of(
          "policy", "spare",
          "min", "1",
          "max", String.valueOf(MOST),
          "handlers", "1",
          "spare-min", "1",
          "spare-max", String.valueOf(RESTING),
          "tick", "20ms");

  private static final String LOAD = "closed:12";
  private static final String WORK = "exp-sleep:5ms";
  private static final long GROW_WITHIN_NS = 8_000_000_000L;
  private static final long SHRINK_WITHIN_NS = 5_000_000_000L;
  private static final long FLOOD_NS = 200_000_000L;

  /** A thread is there within milliseconds, a process is a JVM. */
  private static final long STEP_NS = 300_000_000L;

  private static final long PROCESS_STEP_NS = 1_200_000_000L;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "PA-03-grow",
            List.of(3, 8, 10),
            "The population grows under load",
            trial -> changing(trial, PopulationChecks::grow)),
        new Check(
            "PA-03-shrink",
            List.of(3, 8, 10),
            "The population shrinks when there is less to do",
            trial -> changing(trial, PopulationChecks::shrink)),
        new Check(
            "PA-03-shrink-loses-nothing",
            List.of(3, 8, 10),
            "Shrinking never drops a request",
            trial -> changing(trial, PopulationChecks::shrinkUnderLoad)));
  }

  /** What is done to a server whose population changes. */
  @FunctionalInterface
  private interface Change {
    Finding look(Trial trial, Stage stage);
  }

  private static Finding changing(Trial trial, Change change) {
    Changing changing = new Changing(trial, CHANGING);
    Optional<String> unsupported = changing.unsupported();
    return unsupported.isPresent()
        ? Finding.unsupported(unsupported.get())
        : change.look(trial, changing.shared());
  }

  /** Handlers that take requests: those that are starting or leaving do not count. */
  private static int population(Stage stage) {
    return stage
        .scoreboard()
        .map(board -> board.count(HandlerState.AVAILABLE, HandlerState.SERVICING))
        .orElseGet(() -> stage.handlers().size());
  }

  private static Finding grow(Trial trial, Stage stage) {
    stage.await(() -> population(stage) <= RESTING, SHRINK_WITHIN_NS);
    int before = population(stage);
    String expected = "more handlers than the %d at rest, under %s".formatted(before, LOAD);
    long grownNs = underLoad(stage, before + 1);
    int after = population(stage);
    return Finding.that(
            grownNs >= 0,
            expected,
            grownNs >= 0
                ? "%d handlers after %s".formatted(after, Audited.ms(grownNs))
                : "still %d after %s".formatted(after, Units.duration(GROW_WITHIN_NS)))
        .with("before", before)
        .with("after", after);
  }

  /**
   * Floods, each time for longer, until there are so many handlers: a process may take longer to
   * start than a flood lasts, and is not wanted any more when it is over. How long that took, or -1
   * when they never came.
   */
  private static long underLoad(Stage stage, int wanted) {
    long beganNs = Clock.monotonicNs();
    long floodNs = FLOOD_NS;
    while (Clock.monotonicNs() - beganNs < GROW_WITHIN_NS) {
      Flooding flooding = stage.flood(LOAD, WORK, floodNs);
      floodNs *= 2;
      flooding.watch(() -> {});
      boolean grown = population(stage) >= wanted;
      flooding.result();
      if (grown) {
        return Clock.monotonicNs() - beganNs;
      }
    }
    return -1;
  }

  private static Finding shrink(Trial trial, Stage stage) {
    String expected = "fewer handlers, at most %d, when the load is gone".formatted(RESTING);
    if (population(stage) <= RESTING && underLoad(stage, RESTING + 1) < 0) {
      return Finding.inconclusive(expected, "it did not grow, so it cannot shrink");
    }
    int before = population(stage);
    long beganNs = Clock.monotonicNs();
    boolean shrunk = stage.await(() -> population(stage) <= RESTING, SHRINK_WITHIN_NS);
    int after = population(stage);
    return Finding.that(
            shrunk,
            expected,
            "from %d to %d handlers within %s"
                .formatted(before, after, Audited.ms(Clock.monotonicNs() - beganNs)))
        .with("before", before)
        .with("after", after);
  }

  /** One flood of two steps: the first needs all handlers, the second few of them. */
  private static Finding shrinkUnderLoad(Trial trial, Stage stage) {
    String expected = "fewer handlers in the middle of a flood, and every request serviced once";
    boolean processes = trial.server().description().as().equals("processes");
    Finding finding = Finding.inconclusive(expected, "");
    long stepNs = processes ? PROCESS_STEP_NS : STEP_NS;
    for (int i = 0; i < 2 && finding.kind() == Finding.Kind.INCONCLUSIVE; i++) {
      finding = shrinkUnderLoad(stage, expected, (i + 1) * stepNs);
    }
    trial.dropOther();
    return finding;
  }

  /** Whether all that is wrong is that answers came when nobody waited for them any longer. */
  private static boolean isOnlyLate(Stage stage, Flooding flooding, AuditVerdict audit) {
    boolean nothingElse =
        audit.duplicated() + audit.lost() + audit.phantom() + audit.answeredWrongly() == 0
            && audit.failedButServed() == 0;
    if (!nothingElse || audit.indeterminate() == 0) {
      return false;
    }
    Map<Long, Long> completed = new HashMap<>();
    stage.services().stream()
        .filter(ServiceRecord::isCompleted)
        .forEach(service -> completed.put(service.id(), service.completedNs()));
    boolean[] early = {false};
    flooding
        .history()
        .read(
            0,
            (id, outcome, handler, intended, begun, established, sent, first, closedNs) ->
                early[0] |=
                    outcome == Outcome.INDETERMINATE && completed.getOrDefault(id, 0L) <= closedNs);
    return !early[0];
  }

  private static Finding shrinkUnderLoad(Stage stage, String expected, long stepNs) {
    String load = "steps:500-50@" + Units.duration(stepNs);
    Flooding flooding = stage.flood(load, WORK, 2 * stepNs);
    int[] extremes = {0, Integer.MAX_VALUE};
    flooding.watch(
        () -> {
          int now = population(stage);
          boolean peak = now >= extremes[0];
          extremes[0] = Math.max(extremes[0], now);
          extremes[1] = peak ? now : Math.min(extremes[1], now);
        });
    flooding.result();
    AuditVerdict audit = flooding.audit(false);
    String observed =
        "from %d to %d handlers meanwhile; %s"
            .formatted(extremes[0], extremes[1], audit.explanation());
    if (isOnlyLate(stage, flooding, audit)) {
      return Finding.inconclusive(
          expected, observed + ", but serviced: after their clients had given up");
    }
    return audit.verdict() == AuditVerdict.Verdict.PASS && extremes[1] >= extremes[0]
        ? Finding.inconclusive(expected, observed)
        : Audited.finding(audit, expected, observed)
            .with("most", extremes[0])
            .with("fewest", extremes[1]);
  }
}
