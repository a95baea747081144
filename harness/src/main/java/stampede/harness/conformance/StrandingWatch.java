package stampede.harness.conformance;

import java.util.List;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.contract.Scoreboard;
import stampede.harness.observe.ProcessState;
import stampede.harness.observe.ProcessTimes;
import stampede.harness.server.HandlerTask;
import stampede.linux.Clock;

/**
 * Looks again and again whether a request is stranded: the buffer is not empty and does not change,
 * nothing is accepted, and all the while there are available handlers and every one of them sleeps.
 * One that was woken and waits for a CPU does not sleep, and neither does anybody who is about to
 * wake one, so a crowded machine is not mistaken for stranding. Of a server that does not show its
 * state every handler counts as available; it is to be asked for no work then. One thread uses it.
 */
public final class StrandingWatch {
  /** After a pause of the watch itself nothing is known of what was meanwhile. */
  private static final long LONGEST_PAUSE_NS = 20_000_000L;

  /** What lasts so long is worth looking at every thread of the server. */
  private static final long WORTH_A_LOOK_NS = 20_000_000L;

  private final Stage stage;
  private int depth;
  private long accepts;
  private long sinceNs;
  private long lookedNs;
  private long longestNs;
  private int deepest;

  /** A watch over the server of a stage. */
  public StrandingWatch(Stage stage) {
    this.stage = stage;
  }

  /** Looks once. */
  public void look() {
    int nowDepth = stage.pending().orElse(0);
    long nowAccepts = accepts();
    boolean idle = nowDepth > 0 && areTheIdleAsleep();
    long nowNs = Clock.monotonicNs();
    boolean goesOn =
        idle
            && nowDepth == depth
            && nowAccepts == accepts
            && nowNs - lookedNs < LONGEST_PAUSE_NS
            && (nowNs - sinceNs < WORTH_A_LOOK_NS || isEverybodyAsleep());
    if (!goesOn) {
      sinceNs = nowNs;
    } else if (nowNs - sinceNs > longestNs) {
      longestNs = nowNs - sinceNs;
      deepest = nowDepth;
    }
    depth = nowDepth;
    accepts = nowAccepts;
    lookedNs = nowNs;
  }

  private long accepts() {
    return stage.scoreboard().stream()
        .flatMap(board -> board.all().stream())
        .mapToLong(HandlerSlot::accepts)
        .sum();
  }

  private boolean areTheIdleAsleep() {
    List<HandlerTask> idle =
        stage.scoreboard().map(StrandingWatch::available).orElseGet(stage::handlers);
    return !idle.isEmpty()
        && idle.stream().allMatch(task -> ProcessTimes.isAsleep(task.pid(), task.tid()));
  }

  private static List<HandlerTask> available(Scoreboard board) {
    return board.all().stream()
        .filter(slot -> slot.tid() > 0 && slot.state() == HandlerState.AVAILABLE)
        .map(slot -> new HandlerTask(slot.handler(), slot.pid(), slot.tid()))
        .toList();
  }

  private boolean isEverybodyAsleep() {
    return stage.server().pids().stream().noneMatch(ProcessState::isRunning);
  }

  /** The longest that a request was seen stranded, in nanoseconds. */
  public long longestNs() {
    return longestNs;
  }

  /** How many requests were in the buffer then. */
  public int deepest() {
    return deepest;
  }
}
