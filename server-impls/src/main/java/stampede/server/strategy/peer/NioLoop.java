package stampede.server.strategy.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import stampede.contract.HandlerState;
import stampede.linux.Clock;

/**
 * One handler of {@link Nio}: the event loop of a selector. Its thread runs it; anybody may ask it
 * to {@link #leave}.
 */
final class NioLoop implements Runnable {
  /** How long a handler that could not accept, for want of descriptors, say, waits. */
  private static final long FAILED_PAUSE_NS = 10_000_000L;

  private final PeerHandler handler;
  private final ServerSocketChannel channel;
  private final Selector selector;

  /** Those that were accepted and are not serviced, oldest first. */
  private final Set<Connection> connections = new LinkedHashSet<>();

  private volatile boolean leaving;

  NioLoop(PeerHandler handler, ServerSocketChannel channel) {
    this.handler = handler;
    this.channel = channel;
    try {
      selector = Selector.open();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot open a selector", failure);
    }
  }

  private record Connection(SocketChannel channel, Incoming incoming) {}

  String name() {
    return "handler-" + handler.slot().handler();
  }

  /** Accepts nothing more; ends when what was accepted is serviced. */
  void leave() {
    leaving = true;
    selector.wakeup();
  }

  @Override
  public void run() {
    try {
      SelectionKey acceptance = channel.register(selector, SelectionKey.OP_ACCEPT);
      handler.enter();
      while (!leaving || !connections.isEmpty()) {
        if (leaving) {
          acceptance.cancel();
        }
        selector.select(this::ready, timeoutMs());
        expire();
      }
      handler.left();
    } catch (IOException failure) {
      throw new UncheckedIOException("the event loop failed", failure);
    } finally {
      if (handler.slot().state() != HandlerState.STOPPED) {
        handler.slot().setState(HandlerState.ABSENT);
      }
      PeerHandler.close(selector);
    }
  }

  /** Until the oldest connection's time is over; 0 is for ever. */
  private long timeoutMs() {
    if (connections.isEmpty()) {
      return 0;
    }
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNs(oldest())) + 1);
  }

  private Connection oldest() {
    return connections.iterator().next();
  }

  private long leftNs(Connection connection) {
    return connection.incoming.acceptedNs() + handler.deadlineNs() - Clock.monotonicNs();
  }

  /**
   * All have the same time, so the oldest is the first whose time is over. It is read from once
   * more, for the loop, not the client, may be late.
   */
  private void expire() {
    while (!connections.isEmpty() && leftNs(oldest()) <= 0) {
      Connection late = oldest();
      read(late);
      if (connections.contains(late)) {
        finish(late, late.incoming.received());
      }
    }
  }

  private void ready(SelectionKey key) {
    if (key.attachment() instanceof Connection connection) {
      read(connection);
    } else if (!leaving) {
      accept();
    }
  }

  private void accept() {
    try {
      SocketChannel accepted = channel.accept();
      if (accepted == null) {
        handler.slot().countEmptyAccept();
        return;
      }
      handler.slot().countAccept();
      Connection connection = new Connection(accepted, new Incoming());
      connections.add(connection);
      accepted.configureBlocking(false);
      accepted.register(selector, SelectionKey.OP_READ, connection);
    } catch (ClosedChannelException gone) {
      throw new IllegalStateException("the listening channel is gone", gone);
    } catch (IOException failure) {
      handler.slot().countAcceptError();
      LockSupport.parkNanos(FAILED_PAUSE_NS);
    }
  }

  private void read(Connection connection) {
    Incoming incoming = connection.incoming;
    try {
      boolean ended = connection.channel.read(incoming.room()) < 0;
      if (ended || incoming.isWhole()) {
        finish(connection, incoming.received());
      }
    } catch (IOException reset) {
      finish(connection, -1);
    }
  }

  private void finish(Connection connection, int received) {
    connections.remove(connection);
    handler.serve(connection.incoming, received, answer -> send(connection, answer));
    PeerHandler.close(connection.channel);
  }

  /** The buffer of a socket that nothing was sent on has room for one answer. */
  private static void send(Connection connection, ByteBuffer answer) {
    try {
      connection.channel.write(answer);
    } catch (IOException gone) {
      // the ledger has it as completed; that its client is gone is the client's to say
      return;
    }
  }
}
