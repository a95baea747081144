package stampede.load;

import java.util.Arrays;
import java.util.Optional;
import stampede.linux.Address;
import stampede.linux.IoUring;
import stampede.linux.ReceiveBuffers;
import stampede.linux.SocketOption;
import stampede.linux.Sockets;
import stampede.linux.Submissions;

/**
 * The operations of {@link UringEngine} on its ring: prepares those of each slot and knows which
 * are not complete. The socket of a slot lies in the place of that number among the registered
 * descriptors. One thread, that which makes it; nothing allocates after construction.
 */
final class UringChains implements AutoCloseable {
  /** Ends a connection; its socket stays. */
  static final int LEAVE = 0;

  static final int CLOSE = 1;
  static final int SOCKET = 2;
  static final int OPTION = 3;
  static final int BIND = 4;
  static final int CONNECT = 5;
  static final int SEND = 6;
  static final int RECEIVE = 7;

  /** Added to the operation that is cancelled. */
  static final int CANCEL = 8;

  private static final int OPERATION_BITS = 8;
  private static final int SUBMISSIONS = 1024;
  private static final int COMPLETIONS_PER_SLOT = 8;
  private static final int LEAST_COMPLETIONS = 2 * SUBMISSIONS;
  private static final int MOST_COMPLETIONS = 1 << 16;
  private static final int LONGEST_CHAIN = 8;
  private static final int BUFFER_BYTES = 4096;
  private static final int FIXED = Submissions.FIXED_FILE;

  private final Connections connections;
  private final Protocol protocol;
  private final IoUring ring;
  private final Submissions submissions;
  private final Optional<ReceiveBuffers> buffers;

  /** Whether a connection is received from until it ends, not until an answer does. */
  private final boolean receivesOn;

  /** Sending to a Unix socket does not wait for a connection: there it is linked behind it. */
  private final int behindConnect;

  private final Leaving[] leaving;
  private final boolean[] open;

  /** A bit for each operation that is not complete. */
  private final short[] pending;

  private int pendingInAll;

  UringChains(
      Address address, Connections connections, Protocol protocol, int slots, boolean keeps) {
    this.connections = connections;
    this.protocol = protocol;
    behindConnect = address instanceof Address.Internet ? FIXED : FIXED | Submissions.LINK;
    leaving = new Leaving[slots];
    Arrays.fill(leaving, Leaving.NOTHING);
    open = new boolean[slots];
    pending = new short[slots];
    int room = Math.clamp((long) COMPLETIONS_PER_SLOT * slots, LEAST_COMPLETIONS, MOST_COMPLETIONS);
    ring = IoUring.create(SUBMISSIONS, room, IoUring.Completing.WHILE_WAITING);
    submissions = ring.submissions();
    try {
      ring.registerSlots(Math.max(1, slots));
      buffers = protocol.sharedBytes() == 0 ? Optional.empty() : Optional.of(shared());
      receivesOn = keeps && buffers.isPresent();
    } catch (RuntimeException failure) {
      ring.close();
      throw failure;
    }
  }

  private ReceiveBuffers shared() {
    int count = protocol.sharedBytes() / BUFFER_BYTES;
    return ring.shareReceiveBuffers(protocol.memory(), protocol.receiveAt(0), BUFFER_BYTES, count);
  }

  IoUring ring() {
    return ring;
  }

  /** The slot whose operation has this user data. */
  static int slot(long userData) {
    return (int) (userData >>> OPERATION_BITS);
  }

  /** The operation that has this user data. */
  static int operation(long userData) {
    return (int) userData & (1 << OPERATION_BITS) - 1;
  }

  private static long tag(int slot, int operation) {
    return (long) slot << OPERATION_BITS | operation;
  }

  private void prepared(int slot, int operation) {
    pending[slot] |= (short) (1 << operation);
    pendingInAll++;
  }

  /** An operation of a slot is complete; it completes again where there is more to come. */
  void completed(int slot, int operation, int result, boolean more) {
    if (more) {
      return;
    }
    pending[slot] &= (short) ~(1 << operation);
    pendingInAll--;
    if (operation == CLOSE) {
      open[slot] = false;
    } else if (operation == SOCKET) {
      open[slot] |= result >= 0;
    }
  }

  /** Whether an operation of a slot is not complete. */
  boolean isPending(int slot, int operation) {
    return (pending[slot] & 1 << operation) != 0;
  }

  /** Whether nothing of a slot is under way. */
  boolean isIdle(int slot) {
    return pending[slot] == 0;
  }

  /**
   * Whether nothing of a slot is under way but what waits for a kept connection to say something.
   */
  boolean isAtRest(int slot) {
    return pending[slot] == 0 || (receivesOn && pending[slot] == 1 << RECEIVE);
  }

  /** Whether nothing at all is under way. */
  boolean isIdle() {
    return pendingInAll == 0;
  }

  /** Sees to it that a whole chain can be prepared. */
  void makeRoom() {
    if (submissions.room() < LONGEST_CHAIN) {
      ring.submit();
    }
  }

  /** Leaves the last connection, where that is still to be done, and makes the next. */
  void connect(int slot) {
    boolean closes = leaving[slot] == Leaving.CLOSE || leaving[slot] == Leaving.RESET;
    leaveLast(slot);
    if (!open[slot] || closes) {
      open[slot] = false;
      prepared(slot, SOCKET);
      submissions.socketInto(slot, connections.family(), Sockets.STREAM, tag(slot, SOCKET), 0);
      if (connections.hasSources()) {
        bind(slot);
      }
    }
    prepared(slot, CONNECT);
    submissions.connect(slot, connections.destination(), tag(slot, CONNECT), behindConnect);
  }

  private void bind(int slot) {
    prepared(slot, OPTION);
    submissions.set(SocketOption.IP_BIND_ADDRESS_NO_PORT, slot, true, tag(slot, OPTION), FIXED);
    prepared(slot, BIND);
    submissions.bind(slot, connections.nextSource(), tag(slot, BIND), FIXED);
  }

  /** Sends a slot's request from byte {@code sent} on; what receives its answer comes next. */
  void send(int slot, int sent) {
    boolean isReceiving = isPending(slot, RECEIVE);
    prepared(slot, SEND);
    submissions.send(
        slot,
        protocol.memory(),
        protocol.requestAt(slot) + sent,
        protocol.requestBytes() - sent,
        Sockets.MSG_WAITALL,
        tag(slot, SEND),
        // a link would be to an operation of another slot
        isReceiving ? FIXED : behindConnect);
  }

  /** Receives what comes next, unless that is under way already. */
  void receive(int slot) {
    if (isPending(slot, RECEIVE)) {
      return;
    }
    prepared(slot, RECEIVE);
    if (receivesOn) {
      submissions.recvMultishotIntoAny(slot, tag(slot, RECEIVE), FIXED);
    } else if (buffers.isPresent()) {
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

  /** Where the bytes lie that a receive with these flags brought. */
  long place(int slot, int flags) {
    return buffers.isPresent() ? buffers.get().place(flags) : protocol.receiveAt(slot);
  }

  /** The bytes that a receive with these flags brought have been taken in. */
  void giveBack(int flags) {
    if (buffers.isPresent()) {
      buffers.get().giveBack(flags);
    }
  }

  /** A slot's connection is to be left: what is under way on it is cancelled. */
  void leave(int slot, boolean clean) {
    for (int operation = CONNECT; operation <= RECEIVE; operation++) {
      if (isPending(slot, operation)) {
        makeRoom();
        prepared(slot, CANCEL + operation);
        submissions.cancel(tag(slot, operation), tag(slot, CANCEL + operation), 0);
      }
    }
    if (clean && connections.keepsSockets()) {
      leaving[slot] = Leaving.KEEP;
    } else {
      leaving[slot] = connections.resets() ? Leaving.RESET : Leaving.CLOSE;
    }
  }

  /** Leaves the last connection, where that is still to be done. */
  void leaveLast(int slot) {
    Leaving how = open[slot] ? leaving[slot] : Leaving.NOTHING;
    leaving[slot] = Leaving.NOTHING;
    if (how == Leaving.KEEP || how == Leaving.RESET) {
      prepared(slot, LEAVE);
      submissions.connect(slot, connections.nowhere(), tag(slot, LEAVE), FIXED);
    }
    if (how == Leaving.RESET || how == Leaving.CLOSE) {
      prepared(slot, CLOSE);
      submissions.closeSlot(slot, tag(slot, CLOSE), 0);
    }
  }

  /** Nothing may be under way, for the kernel writes into our memory until all is complete. */
  @Override
  public void close() {
    ring.close();
  }
}
