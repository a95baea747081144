package stampede.load;

import java.util.Arrays;
import java.util.Optional;
import stampede.contract.Outcome;
import stampede.linux.Clock;
import stampede.linux.Completions;
import stampede.linux.Errno;
import stampede.linux.IoUring;
import stampede.linux.ReceiveBuffers;
import stampede.linux.Sockets;
import stampede.linux.Submissions;
import stampede.linux.UringOperation;

/**
 * The flood engine on io_uring. A request is one chain of linked operations: unless its connection
 * was kept, leave the last one, make a socket where none is kept, connect, send, receive; the
 * kernel goes from one to the next by itself, and a submission carries the chains of all slots
 * whose turn has come. Sockets live in the ring's registered descriptors, one place for each slot,
 * and are no descriptors of the process.
 *
 * <p>Every operation completes, and a slot counts those of it that have not: it begins anew only
 * when all have, the close of its last connection among them or ahead in the same chain. What was
 * submitted is looked after at once, without waiting, so that the time a connection stood is seen
 * when it stood; only when nothing was submitted does the thread wait.
 *
 * <p>A close by reset is the connect to nowhere that {@link Connections} describes. Sources:
 * io_uring(7), io_uring_enter(2) (IOSQE_IO_LINK).
 */
final class UringEngine extends SlotEngine {
  private static final int SUBMISSIONS = 1024;
  private static final int COMPLETIONS_PER_SLOT = 8;
  private static final int LEAST_COMPLETIONS = 2 * SUBMISSIONS;
  private static final int MOST_COMPLETIONS = 1 << 16;
  private static final int LONGEST_CHAIN = 8;

  /** So few are handled at a time, for the times of what they begin are taken after all of them. */
  private static final int BATCH = 32;

  private static final int BUFFER_BYTES = 4096;
  private static final long DRAIN_NS = 2_000_000_000L;
  private static final int CANCELED = Errno.ECANCELED.asResult();
  private static final int NO_BUFFERS = Errno.ENOBUFS.asResult();

  private static final int FIXED = Submissions.FIXED_FILE;
  private static final int LINKED = FIXED | Submissions.LINK;

  // the operations, as the low byte of their user data
  private static final int LEAVE = 0;
  private static final int CLOSE = 1;
  private static final int SOCKET = 2;
  private static final int BIND = 3;
  private static final int CONNECT = 4;
  private static final int SEND = 5;
  private static final int RECEIVE = 6;
  private static final int CANCEL = 7;
  private static final int OPERATION_BITS = 8;

  private final Connections connections;
  private final Leaving[] leaving;
  private final boolean[] open;
  private final byte[] pending;
  private final Turns.After[] after;
  private IoUring ring;
  private Submissions submissions;
  private Completions completions;
  private Optional<ReceiveBuffers> buffers = Optional.empty();
  private int pendingInAll;

  UringEngine(
      FloodSettings settings,
      Window window,
      int thread,
      AttemptLog log,
      Cancellation cancellation) {
    super(settings, window, thread, log, cancellation);
    connections = new Connections(settings, thread);
    int count = slots.count();
    leaving = new Leaving[count];
    Arrays.fill(leaving, Leaving.NOTHING);
    open = new boolean[count];
    pending = new byte[count];
    after = new Turns.After[count];
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
    int room =
        Math.clamp(
            (long) COMPLETIONS_PER_SLOT * slots.count(), LEAST_COMPLETIONS, MOST_COMPLETIONS);
    ring = IoUring.create(SUBMISSIONS, room, IoUring.Completing.WHILE_WAITING);
    submissions = ring.submissions();
    completions = ring.completions();
    ring.registerSlots(Math.max(1, slots.count()));
    if (protocol.sharedBytes() > 0) {
      int count = protocol.sharedBytes() / BUFFER_BYTES;
      buffers =
          Optional.of(
              ring.shareReceiveBuffers(
                  protocol.memory(), protocol.receiveAt(0), BUFFER_BYTES, count));
    }
  }

  @Override
  void await(long waitNs) {
    int ready =
        submissions.pending() > 0 || completions.ready() > 0
            ? ring.submitAndWait(0, -1)
            : ring.submitAndWait(1, waitNs);
    if (ready < 0 && ready != Sockets.INTERRUPTED && ready != Sockets.WOULD_BLOCK) {
      throw new IllegalStateException("io_uring_enter failed: " + Errno.of(ready));
    }
    handle(Clock.monotonicNs());
  }

  private void handle(long nowNs) {
    int count = Math.min(completions.ready(), BATCH);
    for (int i = 0; i < count; i++) {
      long data = completions.userData(i);
      handle((int) (data >>> OPERATION_BITS), (int) data & 0xff, i, nowNs);
    }
    completions.advance(count);
  }

  private void handle(int slot, int operation, int i, long nowNs) {
    int result = completions.result(i);
    pending[slot]--;
    pendingInAll--;
    switch (operation) {
      case CLOSE -> open[slot] = false;
      case SOCKET -> made(slot, result);
      case LEAVE, BIND -> failsConnect(slot, result);
      case CONNECT -> connected(slot, result, nowNs);
      case SEND -> sent(slot, result, nowNs);
      case RECEIVE -> received(slot, result, completions.flags(i), nowNs);
      default -> {
        // what was cancelled completes itself
      }
    }
    if (slots.state[slot] == Slots.LEAVING && pending[slot] == 0) {
      left(slot, nowNs);
    }
  }

  private boolean isUnderWay(int slot) {
    byte state = slots.state[slot];
    return state == Slots.SENDING || state == Slots.RECEIVING || state == Slots.ENDING;
  }

  private void made(int slot, int result) {
    open[slot] |= result >= 0;
    failsConnect(slot, result);
  }

  private void failsConnect(int slot, int result) {
    if (result < 0 && isUnderWay(slot)) {
      finish(slot, Outcome.FAILED, AttemptError.Phase.CONNECT, result);
    }
  }

  private void connected(int slot, int result, long nowNs) {
    if (!isUnderWay(slot)) {
      return;
    }
    if (result < 0) {
      refused(slot, result);
    } else {
      slots.establishedNs[slot] = nowNs;
    }
  }

  private void sent(int slot, int result, long nowNs) {
    if (!isUnderWay(slot)) {
      return;
    }
    if (result < 0) {
      finish(slot, Outcome.INDETERMINATE, AttemptError.Phase.SEND, result);
      return;
    }
    slots.sentBytes[slot] += result;
    if (slots.sentBytes[slot] == protocol.requestBytes()) {
      slots.sentNs[slot] = nowNs;
      slots.state[slot] = Slots.RECEIVING;
    }
  }

  private void received(int slot, int result, int flags, long nowNs) {
    if (isUnderWay(slot)) {
      take(slot, result, flags, nowNs);
    }
    if (result > 0 && buffers.isPresent()) {
      buffers.get().giveBack(flags);
    }
  }

  private void take(int slot, int result, int flags, long nowNs) {
    if (result == CANCELED && slots.state[slot] == Slots.SENDING) {
      // not all was sent, so the receive behind it was not begun
      send(slot);
      receive(slot);
    } else if (result == NO_BUFFERS || result == Sockets.INTERRUPTED) {
      receive(slot);
    } else if (slots.state[slot] == Slots.ENDING) {
      afterAnswer(slot, result);
    } else if (result <= 0) {
      streamEnded(slot, result);
    } else {
      long at = buffers.isPresent() ? buffers.get().place(flags) : protocol.receiveAt(slot);
      if (received(slot, at, result, nowNs)) {
        receive(slot);
      }
    }
  }

  @Override
  void set(int slot) {
    makeRoom();
    if (!slots.connected[slot]) {
      connect(slot);
    }
    send(slot);
    receive(slot);
  }

  private void connect(int slot) {
    leaveFirst(slot);
    if (!open[slot]) {
      prepared(slot);
      submissions.socketInto(
          slot, connections.family(), Sockets.STREAM, tag(slot, SOCKET), Submissions.LINK);
      pendingOf(slot, connections.bind(submissions, slot, tag(slot, BIND), LINKED));
    }
    prepared(slot);
    submissions.connect(slot, connections.destination(), tag(slot, CONNECT), LINKED);
  }

  /** What is left ahead of the chain; a socket that is closed is made anew within it. */
  private void leaveFirst(int slot) {
    if (leaving[slot] == Leaving.CLOSE || leaving[slot] == Leaving.RESET) {
      leaveConnection(slot, Submissions.HARDLINK);
      open[slot] = false;
    } else {
      leaveConnection(slot, Submissions.LINK);
    }
  }

  private void send(int slot) {
    prepared(slot);
    int sent = slots.sentBytes[slot];
    submissions.send(
        slot,
        protocol.memory(),
        protocol.requestAt(slot) + sent,
        protocol.requestBytes() - sent,
        Sockets.MSG_WAITALL,
        tag(slot, SEND),
        LINKED);
  }

  private void receive(int slot) {
    prepared(slot);
    if (buffers.isPresent()) {
      submissions.recvIntoAny(slot, tag(slot, RECEIVE), FIXED);
    } else {
      submissions.recv(
          slot,
          protocol.memory(),
          protocol.receiveAt(slot),
          protocol.receiveRoom(slot),
          0,
          tag(slot, RECEIVE),
          FIXED);
    }
  }

  @Override
  void setAgain(int slot) {
    throw new IllegalStateException("io_uring itself asks again where it is refused for a moment");
  }

  @Override
  void awaitEnd(int slot) {
    makeRoom();
    receive(slot);
  }

  @Override
  void leave(int slot, boolean clean) {
    if (pending[slot] > 0) {
      cancel(slot);
    }
    leaving[slot] = howToLeave(clean);
  }

  private Leaving howToLeave(boolean clean) {
    if (clean && connections.keepsSockets()) {
      return Leaving.KEEP;
    }
    return connections.resets() ? Leaving.RESET : Leaving.CLOSE;
  }

  /** Cancels the operation of the chain that is under way; those behind it then are not begun. */
  private void cancel(int slot) {
    makeRoom();
    prepared(slot);
    int operation = RECEIVE;
    if (slots.state[slot] == Slots.SENDING) {
      operation = slots.establishedNs[slot] == 0 ? CONNECT : SEND;
    }
    submissions.cancel(tag(slot, operation), tag(slot, CANCEL), 0);
  }

  @Override
  void ended(int slot, Turns.After what, long nowNs) {
    if (what == Turns.After.BEGIN && pending[slot] == 0) {
      goOn(slot, what, nowNs);
      return;
    }
    after[slot] = what;
    slots.state[slot] = Slots.LEAVING;
    if (pending[slot] == 0) {
      left(slot, nowNs);
    }
  }

  /** Nothing of the last request is under way: its connection is left, or has been. */
  private void left(int slot, long nowNs) {
    makeRoom();
    leaveConnection(slot, 0);
    if (pending[slot] == 0) {
      goOn(slot, after[slot], nowNs);
    }
  }

  private void leaveConnection(int slot, int link) {
    Leaving how = open[slot] ? leaving[slot] : Leaving.NOTHING;
    leaving[slot] = Leaving.NOTHING;
    if (how == Leaving.KEEP || how == Leaving.RESET) {
      prepared(slot);
      int behind = how == Leaving.RESET ? Submissions.HARDLINK : link;
      submissions.connect(slot, connections.nowhere(), tag(slot, LEAVE), FIXED | behind);
    }
    if (how == Leaving.RESET || how == Leaving.CLOSE) {
      prepared(slot);
      submissions.closeSlot(slot, tag(slot, CLOSE), link);
    }
  }

  private void makeRoom() {
    if (submissions.room() < LONGEST_CHAIN) {
      ring.submit();
    }
  }

  private void prepared(int slot) {
    pendingOf(slot, 1);
  }

  private void pendingOf(int slot, int operations) {
    pending[slot] += (byte) operations;
    pendingInAll += operations;
  }

  private static long tag(int slot, int operation) {
    return (long) slot << OPERATION_BITS | operation;
  }

  /** The kernel writes into our memory until all is complete. */
  @Override
  void release() {
    if (ring == null) {
      return;
    }
    long untilNs = Clock.monotonicNs() + DRAIN_NS;
    while (pendingInAll > 0 && Clock.monotonicNs() < untilNs) {
      await(DRAIN_NS / 10);
    }
    ring.close();
  }
}
