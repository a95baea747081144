package stampede.load;

/**
 * Whose turn it is, and when: which slots may begin their next request now, how long the thread may
 * wait, and when the flood of one thread is over. One thread; nothing allocates after construction.
 */
final class Turns {
  private static final int MOST_AT_ONCE = 64;
  private static final long PAUSE_NS = 1_000_000;
  private static final long MOST_WAIT_NS = 100_000_000;
  private static final long CANCEL_DRAIN_NS = 500_000_000;
  private static final long NEVER = Long.MAX_VALUE;
  private static final long LOOK_EVERY_NS = 1_000_000;
  private static final long CLIENTS_APART_NS = 100_000;

  /**
   * So long before its start a flood is awake: a sleeper begins late by as long as its CPU is
   * taken.
   */
  private static final long AWAKE_NS = 5_000_000;

  /** What the warm-up is later with than this is left out. */
  private static final long MOST_LATE_WARMING_NS = 20_000_000;

  /** What a slot does when its request has ended. */
  enum After {
    /** It is free for whatever comes next. */
    FREE,
    /** Its client waits a while, then begins the next request. */
    PAUSE,
    /** Its client begins the next request at once. */
    BEGIN
  }

  private Window window;
  private final Slots slots;
  private final Tally tally;
  private final Cancellation cancellation;
  private final PauseQueue pauses;
  private final boolean closed;
  private final Arrivals arrivals;
  private final boolean sheds;
  private final long timeoutNs;
  private final long spinNs;
  private long intendedNs;
  private long begunForNs = NEVER;
  private boolean heldBack;
  private boolean measuring;
  private boolean measured;
  private long edgeNs;
  private long lookNs;
  private long cancelledNs = NEVER;
  private int budget;

  Turns(FloodSettings settings, int thread, Slots slots, Tally tally, Cancellation cancellation) {
    this.slots = slots;
    this.tally = tally;
    this.cancellation = cancellation;
    this.timeoutNs = settings.timeoutNs();
    this.spinNs = settings.spinNs();
    this.pauses = new PauseQueue(slots.count());
    this.closed = settings.schedule() instanceof ArrivalSchedule.Closed;
    this.sheds = settings.sheds();
    this.arrivals =
        settings.schedule() instanceof ArrivalSchedule.Open open
            ? open.forThread(settings.shareFrom() + thread, settings.shareOf(), settings.seed())
            : () -> NEVER;
  }

  /**
   * Says when the flood is, before anything else. The clients of a closed load come one after the
   * other while it warms up: thousands at once overflow the buffer of most servers, and wait
   * seconds to ask again. Without a warm-up all begin when the flood does.
   */
  void begin(Window times) {
    window = times;
    edgeNs = window.measureNs();
    next();
    long warmupNs = window.measureNs() - window.startNs();
    long apartNs = Math.min(CLIENTS_APART_NS, warmupNs / 2 / Math.max(1, slots.count()));
    for (long client = 0; closed && slots.hasFree(); client++) {
      int slot = slots.take();
      slots.state[slot] = Slots.PAUSING;
      pauses.add(slot, window.startNs() + client * apartNs);
    }
  }

  /** Notes that time has passed: window edges and cancellation. Called once a round. */
  void look(long nowNs) {
    budget = MOST_AT_ONCE;
    if (cancelledNs == NEVER && cancellation.isCancelled()) {
      cancelledNs = nowNs;
      tally.cutShort(nowNs);
      lookNs = nowNs;
    }
    if (nowNs >= lookNs) {
      lookForEdge(nowNs);
      lookNs = Math.min(edgeNs, nowNs + LOOK_EVERY_NS);
    }
  }

  /**
   * Apart, and called now and then anyhow: what is done for the first time when the window begins
   * makes the compiler throw its caller away.
   */
  private void lookForEdge(long nowNs) {
    if (!measuring && nowNs >= window.measureNs()) {
      measuring = true;
      tally.windowBegins();
    }
    if (measuring && !measured && nowNs >= tally.untilNs()) {
      measured = true;
      tally.windowEnds(slots.inFlight(), nowNs);
    }
    edgeNs = nextEdgeNs();
  }

  private long nextEdgeNs() {
    if (measured) {
      return NEVER;
    }
    return measuring ? tally.untilNs() : window.measureNs();
  }

  private boolean mayBegin(long nowNs) {
    return nowNs < window.endNs() && cancelledNs == NEVER;
  }

  /** Whether nothing more can happen. Requests still under way then are to be given up. */
  boolean isOver(long nowNs) {
    if (mayBegin(nowNs)) {
      return false;
    }
    if (slots.inFlight() > 0) {
      return cancelledNs != NEVER && nowNs >= cancelledNs + CANCEL_DRAIN_NS;
    }
    if (isLateAllowed(nowNs)) {
      return false;
    }
    countNotBegun();
    return true;
  }

  /** Whether an intended start within the window can still be caught up with. */
  private boolean isLateAllowed(long nowNs) {
    return cancelledNs == NEVER
        && intendedNs < window.endNs()
        && nowNs < window.endNs() + timeoutNs;
  }

  private void countNotBegun() {
    while (intendedNs < tally.untilNs()) {
      if (intendedNs >= tally.fromNs()) {
        tally.notBegun();
      }
      next();
    }
  }

  /** How long the thread may wait for events. */
  long waitNs(long nowNs) {
    long until = Math.min(nowNs + MOST_WAIT_NS, pauses.nextWakeNs());
    int oldest = slots.oldest();
    if (oldest != Slots.NONE) {
      until = Math.min(until, slots.begunNs[oldest] + timeoutNs);
    }
    if (slots.hasFree() && isLateAllowed(nowNs)) {
      until = Math.min(until, intendedNs - spinNs);
    }
    until = Math.min(until, edgeNs);
    if (nowNs < window.startNs()) {
      until = Math.min(until, window.startNs() - AWAKE_NS);
    }
    return Math.max(0, until - nowNs);
  }

  /** Whether a slot's request has had its time. */
  boolean isPastDeadline(int slot, long nowNs) {
    return nowNs - slots.begunNs[slot] >= timeoutNs;
  }

  /** Lets a slot wait before it goes on. */
  void pause(int slot, long nowNs) {
    pauses.add(slot, nowNs + PAUSE_NS);
  }

  /**
   * The next slot whose pause is over and which is to go on, or {@link Slots#NONE}: one that is
   * PAUSING begins, one that is RECONNECTING asks again.
   */
  int wake(long nowNs) {
    while (budget > 0 && pauses.nextWakeNs() <= nowNs) {
      int slot = pauses.remove();
      if (slots.state[slot] == Slots.PAUSING && !mayBegin(nowNs)) {
        slots.free(slot);
      } else if (slots.state[slot] == Slots.PAUSING || slots.state[slot] == Slots.RECONNECTING) {
        budget--;
        return slot;
      }
    }
    return Slots.NONE;
  }

  /** Whether an intended start has come and there is a slot for it. */
  boolean isDue(long nowNs) {
    leaveOutWhatWarmsUpLate(nowNs);
    if (budget <= 0 || intendedNs > nowNs || !isLateAllowed(nowNs)) {
      return false;
    }
    if (!slots.hasFree()) {
      holdBack(nowNs);
      return false;
    }
    budget--;
    begunForNs = intendedNs;
    return true;
  }

  /** No slot is free for what is due: it is begun late, or with a bound that was asked for not. */
  private void holdBack(long nowNs) {
    if (sheds) {
      shed(nowNs);
    } else if (!heldBack) {
      heldBack = true;
      tally.heldBack();
    }
  }

  private void shed(long nowNs) {
    while (intendedNs <= nowNs && intendedNs < window.endNs()) {
      if (intendedNs >= tally.fromNs() && intendedNs < tally.untilNs()) {
        tally.shed();
      }
      next();
    }
  }

  /** A slot is free again; what was due while none was is shed where that is asked for. */
  void free(int slot, long nowNs) {
    if (sheds && !slots.hasFree()) {
      shed(nowNs);
    }
    slots.free(slot);
  }

  /** The intended start that is next. */
  long intendedNs() {
    return intendedNs;
  }

  /** Goes on to the next intended start. */
  void next() {
    long offset = arrivals.nextNs();
    intendedNs = offset > NEVER - window.startNs() ? NEVER : window.startNs() + offset;
    heldBack = false;
  }

  /**
   * A warm-up does not make up for what its cold code was late for: all at once that would overflow
   * the buffer of the server, and the measured window begin among connections that wait seconds to
   * ask again. Of arrivals at the same moment all are begun or none.
   */
  private void leaveOutWhatWarmsUpLate(long nowNs) {
    long least = Math.min(nowNs - MOST_LATE_WARMING_NS, window.measureNs());
    while (intendedNs < least && intendedNs != begunForNs) {
      tally.leftOut();
      next();
    }
  }

  /**
   * A slot's request has ended: what becomes of the slot once its connection is left.
   *
   * @param refused whether its client pauses first, so that an address nobody serves is not asked
   *     without end
   */
  After after(boolean refused, long nowNs) {
    if (!closed || !mayBegin(nowNs)) {
      return After.FREE;
    }
    return refused ? After.PAUSE : After.BEGIN;
  }

  /** A slot's client pauses before it begins its next request. */
  void pauseBeforeNext(int slot, long nowNs) {
    slots.state[slot] = Slots.PAUSING;
    pause(slot, nowNs);
    tally.paused();
  }
}
