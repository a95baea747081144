package stampede.harness.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A server of a test on a port of its own, that does to each connection what the test says. */
final class LoopbackServer implements Closeable {
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

  /** What becomes of a connection; it is closed afterwards. */
  interface Behaviour {
    void serve(Socket connection) throws IOException;
  }

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  private LoopbackServer(int backlog, Runnable beforeAccepting, Behaviour behaviour)
      throws IOException {
    listener = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              beforeAccepting.run();
              accept(behaviour);
            });
  }

  /** A server that accepts at once. */
  static LoopbackServer of(Behaviour behaviour) throws IOException {
    return new LoopbackServer(4096, () -> {}, behaviour);
  }

  /** A server with a buffer of its own size that accepts nothing until {@code before} is over. */
  static LoopbackServer late(int backlog, Runnable before, Behaviour behaviour) throws IOException {
    return new LoopbackServer(backlog, before, behaviour);
  }

  /** Reads a request and answers it as HTTP wants it. */
  static void answer(Socket connection) throws IOException {
    say(connection, ANSWER);
  }

  /** Reads a request and says a text. */
  static void say(Socket connection, String text) throws IOException {
    if (readRequest(connection)) {
      connection.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
  }

  private static boolean readRequest(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    int ends = 0;
    while (ends < 4) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
    }
    return true;
  }

  /** Keeps a connection as it is until the server closes. */
  void hold() {
    try {
      closed.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(Behaviour behaviour) {
    try {
      while (true) {
        Socket connection = listener.accept();
        open.add(connection);
        Thread.ofVirtual().start(() -> serve(connection, behaviour));
      }
    } catch (IOException over) {
      open.forEach(LoopbackServer::shut);
    }
  }

  private void serve(Socket connection, Behaviour behaviour) {
    try (connection) {
      behaviour.serve(connection);
    } catch (IOException gone) {
      shut(connection);
    } finally {
      open.remove(connection);
    }
  }

  private static void shut(Socket connection) {
    try {
      connection.close();
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  /** Its URL. */
  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/";
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    open.forEach(LoopbackServer::shut);
  }
}
