package stampede.load;

import java.util.Arrays;
import java.util.Optional;
import stampede.contract.Outcome;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.Completions;
import stampede.linux.Errno;
import stampede.linux.IoUring;
import stampede.linux.Sockets;
import stampede.linux.UringOperation;

/**
 * The flood engine on io_uring. A request is a chain of operations: unless its connection was kept,
 * leave the last one, make a socket where none is kept, connect, send, receive; one submission
 * carries the chains of all slots whose turn has come. Sockets live in the ring's registered
 * descriptors, one place for each slot, and are no descriptors of the process.
 *
 * <p>The operations are not linked. The kernel tries each at once and in order; on loopback the
 * connection stands when connect returns, so that send succeeds there and then, and elsewhere it
 * waits by itself until there is a connection, as receive does until there are bytes. A link would
 * hold each back until the kernel comes round to it again, which costs a fifth of the throughput.
 *
 * <p>Every operation completes, and a slot knows which of its own have not: it begins anew only
 * when all have, the close of its last connection ahead in the same chain. What was submitted is
 * looked after at once, without waiting, and all that is complete then gets its time then; only
 * when nothing was submitted does the thread wait.
 *
 * <p>A close by reset is the connect to nowhere that {@link Connections} describes. Sources:
 * io_uring(7), io_uring_enter(2).
 */
final class UringEngine extends SlotEngine {
  /** So few are handled at a time, for the times of what they begin are taken after all of them. */
  private static final int BATCH = 32;

  private static final long DRAIN_NS = 2_000_000_000L;
  private static final int CANCELED = Errno.ECANCELED.asResult();
  private static final int NOT_CONNECTED = Errno.ENOTCONN.asResult();
  private static final int NO_BUFFERS = Errno.ENOBUFS.asResult();

  private final Address address;
  private final Connections connections;
  private final boolean keeps;
  private final int[] brokenBy;
  private final Turns.After[] after;

  /** Made by the thread that floods, for a ring belongs to it. */
  private UringChains chains;

  private IoUring ring;
  private Completions completions;
  private int stamped;

  UringEngine(FloodSettings settings, int thread, AttemptLog log, Cancellation cancellation) {
    super(settings, thread, log, cancellation, true);
    address = settings.target().address();
    connections = new Connections(settings, thread);
    keeps = settings.http().keepAlive() != 1;
    brokenBy = new int[slots.count()];
    after = new Turns.After[slots.count()];
    Arrays.fill(after, Turns.After.FREE);
  }

  /** Why a flood with these settings cannot be carried by io_uring here; empty when it can. */
  static Optional<String> unavailable(FloodSettings settings) {
    return settings.sources() == 1
        ? IoUring.unavailable(
            UringOperation.SOCKET,
            UringOperation.CONNECT,
            UringOperation.SEND,
            UringOperation.RECV,
            UringOperation.CLOSE,
            UringOperation.ASYNC_CANCEL)
        : IoUring.unavailable(UringOperation.SOCKET_OPTION, UringOperation.BIND);
  }

  @Override
  void open() {
    chains = new UringChains(address, connections, protocol, slots.count(), keeps);
    ring = chains.ring();
    completions = ring.completions();
  }

  @Override
  void await(long waitNs) {
    int ready = enter(waitNs);
    if (ready < 0 && ready != Sockets.INTERRUPTED && ready != Sockets.WOULD_BLOCK) {
      throw new IllegalStateException("io_uring_enter failed: " + Errno.of(ready));
    }
    long nowNs = Clock.monotonicNs();
    stamp(nowNs);
    handle(nowNs);
  }

  /** A wait without a length is not one: as long as nothing might come the kernel is not asked. */
  private int enter(long waitNs) {
    if (ring.submissions().pending() > 0 || completions.ready() > 0) {
      return ring.submitAndWait(0, -1);
    }
    if (waitNs > 0) {
      return ring.submitAndWait(1, waitNs);
    }
    if (completions.mightCome()) {
      return ring.flush();
    }
    Thread.onSpinWait();
    return 0;
  }

  /** Times are of when a completion was there, not of when its turn to be handled came. */
  private void stamp(long nowNs) {
    int ready = completions.ready();
    for (; stamped < ready; stamped++) {
      if (completions.result(stamped) >= 0) {
        long data = completions.userData(stamped);
        int operation = UringChains.operation(data);
        stamp(UringChains.slot(data), operation, completions.result(stamped), nowNs);
      }
    }
  }

  private void stamp(int slot, int operation, int result, long nowNs) {
    if (operation == UringChains.SEND) {
      slots.sentNs[slot] = nowNs;
    } else if (operation == UringChains.RECEIVE && result > 0 && slots.firstByteNs[slot] == 0) {
      slots.firstByteNs[slot] = nowNs;
    }
    if ((operation == UringChains.SEND || operation == UringChains.CONNECT)
        && slots.establishedNs[slot] == 0) {
      slots.establishedNs[slot] = nowNs;
    }
  }

  private void handle(long nowNs) {
    int count = Math.min(completions.ready(), BATCH);
    for (int i = 0; i < count; i++) {
      long data = completions.userData(i);
      handle(UringChains.slot(data), UringChains.operation(data), i, nowNs);
    }
    completions.advance(count);
    stamped -= count;
  }

  private void handle(int slot, int operation, int i, long nowNs) {
    int result = completions.result(i);
    chains.completed(slot, operation, result, completions.hasMore(i));
    switch (operation) {
      case UringChains.LEAVE, UringChains.SOCKET, UringChains.OPTION, UringChains.BIND ->
          failsConnect(slot, result);
      case UringChains.CONNECT -> connected(slot, result);
      case UringChains.SEND -> sent(slot, result);
      case UringChains.RECEIVE -> received(slot, result, completions.flags(i), nowNs);
      default -> {
        // closed, or cancelled: what was cancelled completes itself
      }
    }
    if (slots.state[slot] == Slots.LEAVING && isAtRest(slot)) {
      left(slot, nowNs);
    }
  }

  /** Whether a slot could begin a request. */
  private boolean isAtRest(int slot) {
    return slots.connected[slot] ? chains.isAtRest(slot) : chains.isIdle(slot);
  }

  private boolean isUnderWay(int slot) {
    byte state = slots.state[slot];
    return state == Slots.SENDING || state == Slots.RECEIVING || state == Slots.ENDING;
  }

  private void failsConnect(int slot, int result) {
    if (result < 0 && isUnderWay(slot)) {
      finish(slot, Outcome.FAILED, AttemptError.Phase.CONNECT, result);
    }
  }

  /**
   * Where something was sent the connection stood; when it broke before connect was told, connect
   * takes the reason, and receive finds no more than an end.
   */
  private void connected(int slot, int result) {
    if (result < 0 && isUnderWay(slot)) {
      if (slots.establishedNs[slot] == 0) {
        refused(slot, result);
      } else {
        brokenBy[slot] = result;
      }
    }
  }

  private void sent(int slot, int result) {
    if (!isUnderWay(slot)) {
      return;
    }
    if (result < 0) {
      sendFailed(slot, result);
      return;
    }
    slots.sentBytes[slot] += result;
    if (slots.sentBytes[slot] < protocol.requestBytes()) {
      chains.makeRoom();
      chains.send(slot, slots.sentBytes[slot]);
    } else if (slots.state[slot] == Slots.SENDING) {
      slots.state[slot] = Slots.RECEIVING;
    }
  }

  /** Whichever operation looks first is told why there is no connection. */
  private void sendFailed(int slot, int result) {
    if (slots.establishedNs[slot] == 0) {
      refused(slot, result);
    } else {
      broken(slot, AttemptError.Phase.SEND, result);
    }
  }

  private void received(int slot, int result, int flags, long nowNs) {
    if (isUnderWay(slot)) {
      take(slot, result, flags, nowNs);
    } else if (slots.connected[slot] && result != CANCELED && result != NO_BUFFERS) {
      forsake(slot);
    }
    if (result > 0) {
      chains.giveBack(flags);
    }
  }

  private void take(int slot, int result, int flags, long nowNs) {
    boolean notBegun = result == CANCELED || result == NO_BUFFERS;
    boolean ended = result == 0 || result == NOT_CONNECTED;
    boolean unexplained = ended && chains.isPending(slot, UringChains.CONNECT);
    if (notBegun || unexplained || result == Sockets.INTERRUPTED) {
      receiveOn(slot);
    } else if (slots.state[slot] == Slots.ENDING) {
      afterAnswer(slot, result);
    } else if (result < 0 && slots.establishedNs[slot] == 0) {
      refused(slot, result);
    } else if (result <= 0) {
      streamEnded(slot, ended && brokenBy[slot] != 0 ? brokenBy[slot] : result);
    } else if (received(slot, chains.place(slot, flags), result, nowNs)) {
      receiveOn(slot);
    }
  }

  private void receiveOn(int slot) {
    chains.makeRoom();
    chains.receive(slot);
  }

  /** One that has not taken the whole request cannot be given another. */
  @Override
  boolean isOpen(int slot) {
    return !chains.isPending(slot, UringChains.SEND);
  }

  /** What is still under way on a connection that was forsaken takes a moment to be cancelled. */
  @Override
  void set(int slot) {
    if (!isAtRest(slot)) {
      slots.state[slot] = Slots.RECONNECTING;
      turns.pause(slot, Clock.monotonicNs());
      return;
    }
    slots.state[slot] = Slots.SENDING;
    chains.makeRoom();
    brokenBy[slot] = 0;
    if (!slots.connected[slot]) {
      chains.connect(slot);
    }
    chains.send(slot, 0);
    chains.receive(slot);
  }

  @Override
  void setAgain(int slot) {
    set(slot);
  }

  @Override
  void awaitEnd(int slot) {
    receiveOn(slot);
  }

  @Override
  void leave(int slot, boolean clean) {
    chains.leave(slot, clean);
  }

  @Override
  void ended(int slot, Turns.After what, long nowNs) {
    if (what == Turns.After.BEGIN && isAtRest(slot)) {
      goOn(slot, what, nowNs);
      return;
    }
    after[slot] = what;
    slots.state[slot] = Slots.LEAVING;
    if (isAtRest(slot)) {
      left(slot, nowNs);
    }
  }

  /** Nothing of the last request is under way: its connection is left, or has been. */
  private void left(int slot, long nowNs) {
    chains.makeRoom();
    chains.leaveLast(slot);
    if (isAtRest(slot)) {
      goOn(slot, after[slot], nowNs);
    }
  }

  @Override
  void release() {
    if (chains == null) {
      return; // no ring could be made
    }
    for (int slot = 0; slot < slots.count(); slot++) {
      if (slots.connected[slot]) {
        forsake(slot);
      }
    }
    long untilNs = Clock.monotonicNs() + DRAIN_NS;
    while (!chains.isIdle() && Clock.monotonicNs() < untilNs) {
      await(DRAIN_NS / 10);
    }
    chains.close();
  }
}
