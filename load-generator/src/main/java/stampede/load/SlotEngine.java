package stampede.load;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import stampede.contract.Outcome;
import stampede.contract.RequestId;
import stampede.linux.Clock;
import stampede.linux.Sockets;

/**
 * What every engine does the same: it begins requests when their turn comes, judges what came back,
 * gives up what takes too long, tallies and records how each ended. How a request travels is the
 * engine's own: how it {@linkplain #set sets out}, what {@linkplain #await arrives}, and how its
 * connection is {@linkplain #leave left}.
 *
 * <p>One thread, that of {@link #run}; nothing allocates once the flood has begun.
 */
abstract class SlotEngine implements FloodEngine {
  final Slots slots;
  final Protocol protocol;
  final Turns turns;
  private final FloodSettings settings;
  private final AttemptLog log;
  private final Tally tally;
  private final SplittableRandom random;
  private boolean beginning;

  /**
   * That of one load thread.
   *
   * @param manyAtOnce whether answers of many slots may come before the first is taken in
   */
  SlotEngine(
      FloodSettings settings,
      int thread,
      AttemptLog log,
      Cancellation cancellation,
      boolean manyAtOnce) {
    this.settings = settings;
    this.log = log;
    tally = new Tally();
    slots = new Slots(settings.slotsOf(thread));
    protocol =
        settings.target().exchange(slots.count(), settings.work(), settings.http(), manyAtOnce);
    turns = new Turns(settings, thread, slots, tally, cancellation);
    // the arrivals draw from the first 256 streams
    random = Streams.of(settings.seed(), thread + RequestId.MAX_THREADS);
  }

  @Override
  public final Tally tally() {
    return tally;
  }

  @Override
  public final void run(Supplier<Window> ready) {
    try {
      TimerSlack.leastOfThisThread();
      open();
      begin(ready.get());
      long now = Clock.monotonicNs();
      while (!turns.isOver(now)) {
        await(turns.waitNs(now));
        now = Clock.monotonicNs();
        turns.look(now);
        expire(now);
        wake(now);
        beginDue(now);
      }
      while (slots.oldest() != Slots.NONE) {
        finish(
            slots.oldest(),
            Outcome.INDETERMINATE,
            AttemptError.Phase.RECEIVE,
            AttemptError.CANCELLED);
      }
    } finally {
      release();
    }
  }

  private void begin(Window window) {
    tally.measure(window);
    turns.begin(window);
  }

  /** Makes what the thread itself must make; once, before anything else. */
  abstract void open();

  /** Waits at most so long for anything to arrive, and handles what has. */
  abstract void await(long waitNs);

  /** A slot's request is written: connects unless it {@link Slots#connected is}, and sends it. */
  abstract void set(int slot);

  /** A slot that was refused for the moment asks again. */
  abstract void setAgain(int slot);

  /** The answer is whole: waits for the end of the stream, and for nothing else. */
  abstract void awaitEnd(int slot);

  /**
   * Gives up a slot's connection: its attempt is about to end, or it is of no use for another.
   *
   * @param clean whether all went well on it
   */
  abstract void leave(int slot, boolean clean);

  /** Whether the server is not known to have ended a slot's connection after its whole answer. */
  boolean isOpen(int slot) {
    return true;
  }

  /** An attempt has ended: lets the slot {@link #goOn}, at once or when its connection is left. */
  void ended(int slot, Turns.After after, long nowNs) {
    goOn(slot, after, nowNs);
  }

  /** Closes everything; nothing is under way. */
  abstract void release();

  private void wake(long nowNs) {
    for (int slot = turns.wake(nowNs); slot != Slots.NONE; slot = turns.wake(nowNs)) {
      if (slots.state[slot] == Slots.RECONNECTING) {
        setAgain(slot);
      } else {
        long now = Clock.monotonicNs();
        begin(slot, now, now);
      }
    }
  }

  private void beginDue(long nowNs) {
    long now = nowNs;
    while (turns.isDue(now)) {
      long intendedNs = turns.intendedNs();
      turns.next();
      begin(slots.take(), intendedNs, now);
      now = Clock.monotonicNs();
    }
  }

  /** Begins a slot's next request. */
  final void begin(int slot, long intendedNs, long nowNs) {
    beginning = true;
    tally.begun(intendedNs, nowNs, slots.inFlight());
    long id = log.invoke(intendedNs, nowNs);
    slots.begin(slot, id, intendedNs, nowNs);
    protocol.prepare(slot, id, settings.work().drawNs(random));
    set(slot);
    beginning = false;
  }

  /** Bytes of the answer have come, {@code length} of them at {@code at}: whether more may. */
  final boolean received(int slot, long at, int length, long nowNs) {
    if (slots.firstByteNs[slot] == 0) {
      slots.firstByteNs[slot] = nowNs;
    }
    int verdict = protocol.received(slot, at, length);
    if (verdict == Protocol.MORE) {
      return true;
    }
    answered(slot, verdict);
    return false;
  }

  /** The stream has ended, or with a negative result broken. */
  final void streamEnded(int slot, int result) {
    int verdict = result == 0 ? protocol.ended(slot) : result;
    if (result < 0 || verdict == AttemptError.END_OF_STREAM) {
      broken(slot, AttemptError.Phase.RECEIVE, verdict);
    } else if (verdict == Protocol.COMPLETE) {
      complete(slot);
    } else {
      answered(slot, verdict);
    }
  }

  private void answered(int slot, int verdict) {
    if (verdict != Protocol.COMPLETE) {
      finish(slot, AttemptError.outcomeOfAnswer(verdict), AttemptError.Phase.ANSWER, verdict);
    } else if (settings.untilEnd()) {
      slots.state[slot] = Slots.ENDING;
      awaitEnd(slot);
    } else {
      complete(slot);
    }
  }

  /** After the whole answer something came: its length, 0 for the end, or an error. */
  final void afterAnswer(int slot, int result) {
    if (result > 0) {
      finish(slot, Outcome.ANSWERED_WRONGLY, AttemptError.Phase.ANSWER, AttemptError.TOO_MUCH);
    } else if (result != Sockets.WOULD_BLOCK && result != Sockets.INTERRUPTED) {
      complete(slot);
    }
  }

  private void complete(int slot) {
    tally.answered(slots, slot, protocol.acceptedNs(slot), protocol.completedNs(slot));
    slots.handler[slot] = protocol.handler(slot);
    end(slot, Outcome.OK, AttemptError.NONE);
  }

  /**
   * A connection that stood broke before the answer was whole. A server may end a kept one at any
   * time: a request that met that end, and to which no byte was answered, sets out again on a new
   * connection, unless it may have been taken and must not be done twice (RFC 9112, section 9.3.1).
   */
  final void broken(int slot, AttemptError.Phase phase, int code) {
    boolean untouched = slots.sentBytes[slot] == 0 || settings.http().isRepeatable();
    if (slots.connects[slot] || slots.firstByteNs[slot] != 0 || !untouched) {
      finish(slot, Outcome.INDETERMINATE, phase, code);
      return;
    }
    forsake(slot);
    slots.setOut(slot);
    tally.resent(slots, slot);
    set(slot);
  }

  /** A kept connection is not kept any longer: its server has ended it, or spoken unasked. */
  final void forsake(int slot) {
    slots.connected[slot] = false;
    leave(slot, false);
  }

  /** The connection could not be made. */
  final void refused(int slot, int result) {
    finish(slot, Refusal.outcome(result), AttemptError.Phase.CONNECT, result);
  }

  private void expire(long nowNs) {
    int slot = slots.oldest();
    while (slot != Slots.NONE && turns.isPastDeadline(slot, nowNs)) {
      timeOut(slot);
      slot = slots.oldest();
    }
  }

  /** A slot's request has had its time. */
  final void timeOut(int slot) {
    switch (slots.state[slot]) {
      case Slots.RECONNECTING ->
          finish(slot, Outcome.FAILED, AttemptError.Phase.CONNECT, Sockets.WOULD_BLOCK);
      case Slots.SENDING -> {
        boolean established = slots.establishedNs[slot] != 0;
        finish(
            slot,
            Outcome.INDETERMINATE,
            established ? AttemptError.Phase.SEND : AttemptError.Phase.CONNECT,
            AttemptError.TIMEOUT);
      }
      case Slots.ENDING -> complete(slot);
      default ->
          finish(slot, Outcome.INDETERMINATE, AttemptError.Phase.RECEIVE, AttemptError.TIMEOUT);
    }
  }

  /** Ends a slot's attempt without an answer. */
  final void finish(int slot, Outcome outcome, AttemptError.Phase phase, int code) {
    slots.handler[slot] = Protocol.NO_HANDLER;
    end(slot, outcome, AttemptError.of(phase, code));
  }

  private void end(int slot, Outcome outcome, int error) {
    boolean clean = outcome == Outcome.OK;
    slots.connected[slot] = clean && isKept(slot);
    if (!slots.connected[slot]) {
      leave(slot, clean);
    }
    long now = Clock.monotonicNs();
    tally.ended(slots, slot, outcome, error, now);
    log.end(
        slots.id[slot],
        outcome,
        slots.handler[slot],
        error,
        slots.establishedNs[slot],
        slots.sentNs[slot],
        slots.firstByteNs[slot],
        now);
    slots.end(slot);
    // what ends before its begin is over would begin again without end
    boolean refused = outcome == Outcome.FAILED || beginning;
    ended(slot, turns.after(refused, now), now);
  }

  /** Whether the connection of a complete answer carries the slot's next request too. */
  private boolean isKept(int slot) {
    int most = settings.http().keepAlive();
    return (most == 0 || slots.carried[slot] < most) && protocol.keepsOpen(slot) && isOpen(slot);
  }

  /** Lets a slot that is free of its last request do what comes next. */
  final void goOn(int slot, Turns.After after, long nowNs) {
    switch (after) {
      case FREE -> turns.free(slot, nowNs);
      case PAUSE -> turns.pauseBeforeNext(slot, nowNs);
      case BEGIN -> begin(slot, nowNs, nowNs);
    }
  }
}
