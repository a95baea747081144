package stampede.server.strategy.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import stampede.contract.HandlerState;
import stampede.linux.Clock;
import stampede.linux.ThisProcess;

/**
 * One handler of {@link VirtualThreads}: the place for a virtual thread that services a connection.
 * The acceptor gives it connections while it is free; the thread services them; the watch ends
 * their reading.
 */
final class VirtualHandler {
  private final PeerHandler handler;
  private final Consumer<VirtualHandler> free;
  private volatile Reading reading;

  /** {@code free} is told by the virtual thread when it has nothing left to do. */
  VirtualHandler(PeerHandler handler, Consumer<VirtualHandler> free) {
    this.handler = handler;
    this.free = free;
  }

  private record Reading(SocketChannel channel, long untilNs) {}

  /** It has a process, and no thread of the kernel's. */
  void enter() {
    handler.slot().setIdentity(ThisProcess.pid(), 0);
    handler.slot().setState(HandlerState.AVAILABLE);
  }

  void left() {
    handler.left();
  }

  void absentUnlessLeft() {
    if (handler.slot().state() != HandlerState.STOPPED) {
      handler.slot().setState(HandlerState.ABSENT);
    }
  }

  void countAcceptError() {
    handler.slot().countAcceptError();
  }

  /** Services a connection on a virtual thread; the handler is busy from now on. */
  void begin(SocketChannel connection) {
    Incoming incoming = new Incoming();
    handler.slot().setState(HandlerState.SERVICING);
    handler.slot().countAccept();
    Thread.startVirtualThread(() -> service(connection, incoming));
  }

  private void service(SocketChannel connection, Incoming incoming) {
    try {
      // from now, not from when it was accepted: a thread that starts late is not the client's
      // fault
      reading = new Reading(connection, Clock.monotonicNs() + handler.deadlineNs());
      int received = receive(connection, incoming);
      reading = null;
      handler.serve(incoming, received, answer -> send(connection, answer));
    } finally {
      reading = null;
      PeerHandler.close(connection);
      free.accept(this);
    }
  }

  /** Reads until the request is whole, the client ends, or the watch says that it is enough. */
  private static int receive(SocketChannel connection, Incoming incoming) {
    try {
      boolean ended = false;
      while (!incoming.isWhole() && !ended) {
        ended = connection.read(incoming.room()) < 0;
      }
      return incoming.received();
    } catch (IOException reset) {
      return -1;
    }
  }

  private static void send(SocketChannel connection, ByteBuffer answer) {
    try {
      connection.write(answer);
    } catch (IOException gone) {
      // the ledger has it as completed; that its client is gone is the client's to say
      return;
    }
  }

  /**
   * Ends the reading of a client whose time is over, as if it had ended the stream.
   *
   * @return in how many nanoseconds to come again; as many as there are when there is nothing to do
   */
  long expire() {
    Reading now = reading;
    if (now == null) {
      return Long.MAX_VALUE;
    }
    long leftNs = now.untilNs - Clock.monotonicNs();
    if (leftNs > 0) {
      return leftNs;
    }
    try {
      now.channel.shutdownInput();
    } catch (IOException ended) {
      // its thread was quicker
      return Long.MAX_VALUE;
    }
    return Long.MAX_VALUE;
  }
}
