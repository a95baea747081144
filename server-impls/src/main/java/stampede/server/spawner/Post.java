package stampede.server.spawner;

import java.util.OptionalLong;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.linux.Signal;
import stampede.server.StartException;

/**
 * A post is held by a group of handlers: filled when they are wanted, filled anew when they die,
 * vacated when they are not wanted any more. The spawner's thread alone uses it.
 *
 * <pre>
 *   VACANT -> STARTING -> SERVING -> DRAINING -> LEAVING -> VACANT
 * </pre>
 *
 * <p>Only a post of a split address is drained: no new request comes to it, and its handlers take
 * what waits in their own sockets before they leave.
 */
final class Post {
  /** A handler that is not available by then is taken for dead. */
  private static final long START_WITHIN_NS = 60_000_000_000L;

  /** What becomes of a post. */
  enum Phase {
    /** Nobody holds it. */
    VACANT,
    /** Its handlers were asked for. */
    STARTING,
    /** Its handlers have been available. */
    SERVING,
    /** Its handlers take what waits for them alone. */
    DRAINING,
    /** Its handlers were asked to leave. */
    LEAVING
  }

  private final HandlerGroup group;
  private final RespawnPause pause = new RespawnPause();
  private OptionalLong dueNs = OptionalLong.empty();
  private long startedNs;
  private Phase phase = Phase.VACANT;

  Post(HandlerGroup group) {
    this.group = group;
  }

  HandlerGroup group() {
    return group;
  }

  Phase phase() {
    return phase;
  }

  boolean is(Phase wanted) {
    return phase == wanted;
  }

  /** Whether its handlers are wanted: there, or coming. */
  boolean isWanted() {
    return phase == Phase.STARTING || phase == Phase.SERVING;
  }

  int handlers() {
    return group.slots().size();
  }

  /** Whether every handler waits for requests. */
  boolean isAvailable() {
    return group.slots().stream().allMatch(slot -> slot.state() == HandlerState.AVAILABLE);
  }

  private boolean isReady() {
    return group.slots().stream().map(HandlerSlot::state).allMatch(Post::isServing);
  }

  private static boolean isServing(HandlerState state) {
    return state == HandlerState.AVAILABLE || state == HandlerState.SERVICING;
  }

  /** Asks for its handlers. */
  void fill(long nowNs) {
    phase = Phase.STARTING;
    start(nowNs);
  }

  private void start(long nowNs) {
    startedNs = nowNs;
    pause.started(nowNs);
    group.start();
  }

  /**
   * Looks after its handlers.
   *
   * @return whether dead ones were replaced
   */
  boolean tend(long nowNs) {
    if (phase == Phase.STARTING && isReady()) {
      phase = Phase.SERVING;
    }
    if (phase == Phase.STARTING && nowNs - startedNs > START_WITHIN_NS) {
      group.end();
    }
    if (phase == Phase.LEAVING) {
      nudge();
      return false;
    }
    return phase != Phase.VACANT && !group.isAlive() && replace(nowNs);
  }

  private boolean replace(long nowNs) {
    if (dueNs.isEmpty()) {
      group.slots().forEach(slot -> slot.setState(HandlerState.ABSENT));
      dueNs = OptionalLong.of(pause.died(nowNs));
    }
    if (nowNs < dueNs.getAsLong()) {
      return false;
    }
    dueNs = OptionalLong.empty();
    startAgain(nowNs);
    return true;
  }

  /** What cannot be started now is tried again later: the others serve meanwhile. */
  private void startAgain(long nowNs) {
    try {
      start(nowNs);
    } catch (StartException failure) {
      System.err.println("stampede: " + failure.getMessage());
    }
  }

  /** No new request is to come to it. */
  void drain() {
    phase = Phase.DRAINING;
  }

  /** Its handlers are wanted after all. */
  void keep() {
    phase = Phase.SERVING;
  }

  /** Asks its handlers to leave once they are available. */
  void leave() {
    phase = Phase.LEAVING;
    group.stop();
  }

  /** Whether those who were asked to leave have left. */
  boolean hasLeft() {
    return phase == Phase.LEAVING && !group.isAlive();
  }

  /** Nobody holds it any more. */
  void vacate() {
    group.end();
    group.slots().forEach(HandlerSlot::vacate);
    phase = Phase.VACANT;
  }

  /**
   * What is blocked in a system call is nudged out of it, again and again, for a signal may come
   * just before the call. Only the living are nudged: the ids of the dead may be those of others by
   * now.
   */
  void nudge() {
    if (group.isAlive()) {
      group.slots().forEach(Post::nudge);
    }
  }

  private static void nudge(HandlerSlot slot) {
    int pid = slot.pid();
    int tid = slot.tid();
    if (pid > 0 && tid > 0 && slot.state() == HandlerState.AVAILABLE) {
      Signal.NUDGE.sendTo(pid, tid);
    }
  }
}
