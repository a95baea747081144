package stampede.load;

import java.util.SplittableRandom;
import stampede.contract.Outcome;
import stampede.contract.RequestId;
import stampede.linux.Clock;
import stampede.linux.Epoll;
import stampede.linux.Errno;
import stampede.linux.Sockets;

/**
 * The flood engine on epoll. A connection costs four system calls when its socket is kept (connect,
 * send, recv, connect to nowhere) and six otherwise (socket, connect, send, epoll_ctl, recv,
 * close), and a share of one epoll_pwait2.
 *
 * <p>On loopback the handshake is done when connect says it is in progress, so the request is sent
 * at once; only where that would block is room to send waited for. Registrations are edge-triggered
 * and made after sending, when an answer may already be there: adding reports it. An event carries
 * its slot and the generation of its registration, so that one of an earlier socket is known.
 */
final class EpollEngine implements FloodEngine {
  private static final int MAX_EVENTS = 256;
  private static final int WATCH = Epoll.IN | Epoll.RDHUP | Epoll.EDGE;
  private static final int GENERATION_SHIFT = 32;

  private final FloodSettings settings;
  private final AttemptLog log;
  private final Tally tally;
  private final Slots slots;
  private final Connections connections;
  private final Protocol protocol;
  private final Turns turns;
  private final SplittableRandom random;
  private final Epoll epoll = Epoll.create(MAX_EVENTS);
  private boolean beginning;

  EpollEngine(
      FloodSettings settings,
      Window window,
      int thread,
      AttemptLog log,
      Cancellation cancellation) {
    this.settings = settings;
    this.log = log;
    tally = new Tally(window);
    slots = new Slots(settings.slotsOf(thread));
    connections = new Connections(settings, thread);
    protocol = settings.target().exchange(slots.count(), settings.work());
    turns = new Turns(settings, window, thread, slots, tally, cancellation);
    // the arrivals draw from the first 256 streams
    random = Streams.of(settings.seed(), thread + RequestId.MAX_THREADS);
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void run() {
    try {
      TimerSlack.leastOfThisThread();
      turns.prepare();
      long now = Clock.monotonicNs();
      while (!turns.isOver(now)) {
        handle(epoll.await(turns.waitNs(now)));
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

  private void release() {
    for (int slot = 0; slot < slots.count(); slot++) {
      if (slots.fd[slot] != Slots.CLOSED) {
        connections.end(slots.fd[slot], false);
      }
    }
    epoll.close();
  }

  private void handle(int ready) {
    if (ready < 0 && ready != Sockets.INTERRUPTED) {
      throw new IllegalStateException("epoll_pwait2 failed: " + Errno.of(ready));
    }
    for (int i = 0; i < ready; i++) {
      long data = epoll.data(i);
      int slot = (int) data;
      if (slots.generation[slot] != (int) (data >>> GENERATION_SHIFT)) {
        continue;
      }
      switch (slots.state[slot]) {
        case Slots.SENDING -> send(slot);
        case Slots.RECEIVING -> receive(slot);
        case Slots.ENDING -> awaitEnd(slot);
        default -> {
          // a kept socket reports its own reset
        }
      }
    }
  }

  private void wake(long nowNs) {
    for (int slot = turns.wake(nowNs); slot != Slots.NONE; slot = turns.wake(nowNs)) {
      if (slots.state[slot] == Slots.RECONNECTING) {
        connect(slot);
      } else {
        long now = Clock.monotonicNs();
        begin(slot, now, now);
      }
    }
  }

  private void beginDue(long nowNs) {
    long now = nowNs;
    while (turns.isDue(now)) {
      begin(slots.take(), turns.intendedNs(), now);
      turns.next();
      now = Clock.monotonicNs();
    }
  }

  private void begin(int slot, long intendedNs, long nowNs) {
    beginning = true;
    tally.begun(intendedNs, nowNs, slots.inFlight());
    long id = log.invoke(intendedNs, nowNs);
    slots.begin(slot, id, intendedNs, nowNs);
    protocol.prepare(slot, id, settings.work().drawNs(random));
    int fd = slots.fd[slot];
    if (fd == Slots.CLOSED) {
      fd = connections.open();
      slots.watched[slot] = false;
      slots.watchedForRoom[slot] = false;
    }
    if (fd < 0) {
      finish(slot, Outcome.FAILED, AttemptError.Phase.CONNECT, fd);
    } else {
      slots.fd[slot] = fd;
      connect(slot);
    }
    beginning = false;
  }

  private void connect(int slot) {
    int result = connections.connect(slots.fd[slot]);
    if (result == 0) {
      slots.establishedNs[slot] = Clock.monotonicNs();
    } else if (result == Sockets.WOULD_BLOCK) {
      slots.state[slot] = Slots.RECONNECTING;
      turns.pause(slot, Clock.monotonicNs());
      return;
    } else if (result != Sockets.IN_PROGRESS && result != Sockets.INTERRUPTED) {
      finish(slot, Outcome.FAILED, AttemptError.Phase.CONNECT, result);
      return;
    }
    slots.state[slot] = Slots.SENDING;
    send(slot);
  }

  private void send(int slot) {
    long before = slots.establishedNs[slot] == 0 ? Clock.monotonicNs() : 0;
    int sent = slots.sentBytes[slot];
    int length = protocol.requestBytes() - sent;
    long from = protocol.requestAt(slot) + sent;
    int result = Sockets.send(slots.fd[slot], protocol.memory(), from, length, 0);
    if (result < 0 && result != Sockets.WOULD_BLOCK && result != Sockets.INTERRUPTED) {
      sendFailed(slot, result);
      return;
    }
    if (result > 0) {
      slots.sentBytes[slot] = sent + result;
      if (before != 0) {
        slots.establishedNs[slot] = before;
      }
    }
    if (result == length) {
      slots.sentNs[slot] = Clock.monotonicNs();
      slots.state[slot] = Slots.RECEIVING;
      watch(slot, false);
    } else {
      watch(slot, true);
    }
  }

  /** What connect left to be found out is reported by send, as SO_ERROR would report it. */
  private void sendFailed(int slot, int result) {
    if (slots.establishedNs[slot] != 0) {
      finish(slot, Outcome.INDETERMINATE, AttemptError.Phase.SEND, result);
    } else {
      finish(slot, Refusal.outcome(result), AttemptError.Phase.CONNECT, result);
    }
  }

  private void watch(int slot, boolean forRoom) {
    int events = forRoom ? WATCH | Epoll.OUT : WATCH;
    int result = 0;
    if (!slots.watched[slot]) {
      slots.generation[slot]++;
      result = epoll.add(slots.fd[slot], events, tag(slot));
    } else if (forRoom && !slots.watchedForRoom[slot]) {
      result = epoll.modify(slots.fd[slot], events, tag(slot));
    }
    if (result < 0) {
      throw new IllegalStateException("epoll_ctl failed: " + Errno.of(result));
    }
    slots.watched[slot] = true;
    slots.watchedForRoom[slot] |= forRoom;
  }

  private long tag(int slot) {
    return (long) slots.generation[slot] << GENERATION_SHIFT | slot;
  }

  private void receive(int slot) {
    boolean again = false;
    while (true) {
      int result = receiveOnce(slot);
      if (result > 0) {
        if (slots.firstByteNs[slot] == 0) {
          slots.firstByteNs[slot] = Clock.monotonicNs();
        }
        int verdict = protocol.received(slot, result);
        if (verdict != Protocol.MORE) {
          answered(slot, verdict);
          return;
        }
        if (again && turns.isPastDeadline(slot, Clock.monotonicNs())) {
          timeOut(slot);
          return;
        }
        again = true;
      } else if (result == Sockets.WOULD_BLOCK) {
        return;
      } else if (result != Sockets.INTERRUPTED) {
        streamEnded(slot, result);
        return;
      }
    }
  }

  private int receiveOnce(int slot) {
    return Sockets.recv(
        slots.fd[slot], protocol.memory(), protocol.receiveAt(slot), protocol.receiveRoom(slot), 0);
  }

  private void streamEnded(int slot, int result) {
    int verdict = result == 0 ? protocol.ended(slot) : result;
    if (result < 0 || verdict == AttemptError.END_OF_STREAM) {
      finish(slot, Outcome.INDETERMINATE, AttemptError.Phase.RECEIVE, verdict);
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

  /** The answer is whole: anything but the end of the stream is too much. */
  private void awaitEnd(int slot) {
    int result = receiveOnce(slot);
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

  private void expire(long nowNs) {
    int slot = slots.oldest();
    while (slot != Slots.NONE && turns.isPastDeadline(slot, nowNs)) {
      timeOut(slot);
      slot = slots.oldest();
    }
  }

  private void timeOut(int slot) {
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

  private void finish(int slot, Outcome outcome, AttemptError.Phase phase, int code) {
    slots.handler[slot] = Protocol.NO_HANDLER;
    end(slot, outcome, AttemptError.of(phase, code));
  }

  private void end(int slot, Outcome outcome, int error) {
    boolean clean = outcome == Outcome.OK && !slots.watchedForRoom[slot];
    if (slots.fd[slot] != Slots.CLOSED && !connections.end(slots.fd[slot], clean)) {
      slots.fd[slot] = Slots.CLOSED;
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
    if (turns.goesOn(slot, outcome == Outcome.FAILED || beginning, now)) {
      begin(slot, now, now);
    }
  }
}
