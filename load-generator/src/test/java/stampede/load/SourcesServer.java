package stampede.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import stampede.contract.RawProtocol;
import stampede.linux.Clock;
import stampede.linux.NativeBuffer;

/** A real server of one thread that answers right, and notes the addresses accept tells it. */
final class SourcesServer implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final int PATIENCE_MS = 5000;

  private final ServerSocket listener;
  private final Thread thread;
  private final NativeBuffer buffer = NativeBuffer.allocate(4096);
  private final Set<String> sources = ConcurrentHashMap.newKeySet();

  SourcesServer() throws IOException {
    listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
    thread = Thread.ofPlatform().name("sources-server").daemon().start(this::serve);
  }

  String rawTarget() {
    return "raw://127.0.0.1:" + listener.getLocalPort();
  }

  /** Whence connections came that were answered. */
  Set<String> sources() {
    return sources;
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket connection = listener.accept()) {
        answer(connection);
      } catch (IOException over) {
        // the flood has left this connection, or the listener is closed
      }
    }
  }

  private void answer(Socket connection) throws IOException {
    long acceptedNs = Clock.monotonicNs();
    connection.setSoTimeout(PATIENCE_MS);
    byte[] request = connection.getInputStream().readNBytes(RawProtocol.REQUEST_BYTES);
    if (request.length < RawProtocol.REQUEST_BYTES) {
      return;
    }
    buffer.putBytes(0, request);
    long id = RawProtocol.id(buffer, 0);
    RawProtocol.prepareAnswer(buffer, 64, ScriptedServer.HANDLER, 1);
    RawProtocol.putAnswer(
        buffer, 64, RawProtocol.STATUS_OK, 0, id, acceptedNs, acceptedNs, Clock.monotonicNs());
    sources.add(connection.getInetAddress().getHostAddress());
    connection.getOutputStream().write(buffer.getBytes(64, RawProtocol.ANSWER_BYTES));
  }

  @Override
  public void close() throws IOException {
    listener.close();
    try {
      thread.join(PATIENCE_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
