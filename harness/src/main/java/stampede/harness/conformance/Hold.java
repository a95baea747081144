package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import stampede.contract.Units;
import stampede.harness.server.HandlerTask;
import stampede.linux.Clock;
import stampede.linux.ThisProcess;
import stampede.load.Visits;

/**
 * No handler of a server accepts for a while: each is kept busy with a request that sleeps, or,
 * where requests cannot ask for that, is stopped by a signal. One thread uses it; closing it lets
 * them go on.
 */
public final class Hold implements AutoCloseable {
  /** How long each is kept, tried in turn: there are handlers that do not look more often. */
  private static final List<Long> KEPT_NS = List.of(150_000_000L, 500_000_000L);

  /** The last resort, where they cannot be stopped either. */
  private static final List<Long> KEPT_LONG_NS = List.of(1_500_000_000L);

  private static final int MOST_PER_HANDLER = 12;
  private static final long NEXT_AFTER_NS = 2_000_000L;
  private static final long ANSWER_WITHIN_NS = 15_000_000_000L;

  private final Stage stage;
  private final int handlers;
  private final long untilNs;
  private final Optional<Visits> visits;
  private final List<Grip> stopped;
  private int kept;

  private Hold(
      Stage stage, int handlers, long untilNs, Optional<Visits> visits, List<Grip> stopped) {
    this.stage = stage;
    this.handlers = handlers;
    this.untilNs = untilNs;
    this.visits = visits;
    this.stopped = stopped;
  }

  /**
   * Holds all handlers of a stage at rest while {@code body} looks. The body says nothing when the
   * hold ended before it had seen what it needs, and is then called again with a longer one. Empty
   * when the handlers cannot be held, or never were for long enough.
   */
  public static Optional<Finding> during(
      Trial trial, Stage stage, Function<Hold, Optional<Finding>> body) {
    return busy(trial, stage, KEPT_NS, body)
        .or(() -> stopped(stage, body))
        .or(() -> busy(trial, stage, KEPT_LONG_NS, body));
  }

  private static Optional<Finding> busy(
      Trial trial, Stage stage, List<Long> keptNs, Function<Hold, Optional<Finding>> body) {
    Optional<Finding> finding = Optional.empty();
    for (int i = 0; i < keptNs.size() && trial.server().doesWork() && finding.isEmpty(); i++) {
      try (Hold hold = byWork(trial, stage, keptNs.get(i))) {
        finding = hold.isHeld() ? body.apply(hold) : Optional.empty();
      }
    }
    return finding;
  }

  private static Optional<Finding> stopped(Stage stage, Function<Hold, Optional<Finding>> body) {
    try (Hold hold = bySignal(stage)) {
      return hold.stopped.isEmpty() ? Optional.empty() : body.apply(hold);
    }
  }

  /**
   * Begins requests until every handler has one: more than one each where a request may not come to
   * whoever is available, less and less often, so that what was too many does not take long.
   */
  private static Hold byWork(Trial trial, Stage stage, long keptNs) {
    int handlers = trial.handlers();
    int most = MOST_PER_HANDLER * handlers;
    boolean shared = trial.server().description().address().equals("shared");
    Visits visits = stage.visits("sleep:" + Units.duration(keptNs), most);
    long untilNs = Clock.monotonicNs() + keptNs;
    Hold hold = new Hold(stage, handlers, untilNs, Optional.of(visits), List.of());
    visits.begin(handlers);
    long nextAfterNs = NEXT_AFTER_NS;
    int more = Math.max(1, handlers / 4);
    while (!stage.await(hold::allBusy, nextAfterNs)
        && Clock.monotonicNs() < untilNs - keptNs / 2
        && visits.underway().size() + more <= most) {
      if (!shared || stage.pending().orElse(0) == 0) {
        visits.begin(more);
        nextAfterNs += nextAfterNs / 2;
      }
    }
    hold.kept = hold.allBusy() ? visits.underway().size() : 0;
    return hold;
  }

  /** Where the server does not show who is busy, those that no longer wait are with a handler. */
  private boolean allBusy() {
    visits.ifPresent(Visits::advance);
    return stage.busy().isPresent()
        ? stage.busy().getAsInt() >= handlers
        : stage.pending().orElse(0) == 0;
  }

  private static Hold bySignal(Stage stage) {
    List<Grip> stopped = new ArrayList<>();
    Hold hold = new Hold(stage, 0, Long.MAX_VALUE, Optional.empty(), stopped);
    stage.handlers().stream()
        .map(HandlerTask::pid)
        .distinct()
        .filter(pid -> pid != ThisProcess.pid())
        .forEach(pid -> Grip.on(stage.server(), pid).ifPresent(stopped::add));
    if (stopped.removeIf(process -> !isStopped(process))) {
      stopped.forEach(Grip::close);
      stopped.clear();
    }
    return hold;
  }

  private static boolean isStopped(Grip process) {
    boolean stopped = process.stop();
    if (!stopped) {
      process.close();
    }
    return stopped;
  }

  /** Whether no handler is available now. */
  public boolean isHeld() {
    return Clock.monotonicNs() < untilNs && visits.map(this::keeps).orElse(true);
  }

  /**
   * Where the server does not show who is busy, those that all were still are while none of the
   * requests that keep them has ended: what waits by then are requests of others.
   */
  private boolean keeps(Visits keeping) {
    keeping.advance();
    return stage.busy().isPresent()
        ? allBusy()
        : kept >= handlers && keeping.underway().size() == kept;
  }

  /** How they are held, for people. */
  public String how() {
    return visits.isPresent()
        ? "every handler busy with a request that sleeps"
        : "every handler process stopped by SIGSTOP";
  }

  /** Lets them go on, and waits for the requests that kept them. */
  public void release() {
    stopped.forEach(Grip::resume);
    visits.ifPresent(all -> all.awaitAll(ANSWER_WITHIN_NS));
  }

  @Override
  public void close() {
    release();
    stopped.forEach(Grip::close);
    visits.ifPresent(Visits::close);
  }
}
