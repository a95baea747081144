package stampede.load;

import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import stampede.contract.ControlMessage;
import stampede.contract.History;
import stampede.contract.RawProtocol;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.linux.NativeBuffer;
import stampede.linux.Sockets;

/**
 * Floods plain servers in its own process, on each engine, closed and open, raw and HTTP, so that
 * an AOT cache knows what a flood loads, links and runs.
 */
final class Rehearsal {
  private static final int BACKLOG = 128;
  private static final int RECORDS = 100_000;
  private static final int REQUEST_ROOM = 4096;
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nServer: rehearsal\r\nContent-Length: 2\r\n\r\nok"
          .getBytes(StandardCharsets.US_ASCII);

  private Rehearsal() {}

  static void run() {
    try (ListeningSocket raw = listen();
        ListeningSocket http = listen()) {
      serve(raw, Rehearsal::serveRaw);
      serve(http, Rehearsal::serveHttp);
      for (String engine : new String[] {"auto", "epoll"}) {
        for (String load : new String[] {"closed:8", "poisson:2000/s"}) {
          flood("raw://" + raw.address(), engine, load, 1);
          flood("http://" + http.address() + "/{id}", engine, load, 1);
          flood("http://" + http.address() + "/{id}", engine, load, 0);
        }
      }
    }
  }

  private static ListeningSocket listen() {
    return ListeningSocket.bind(Address.parse("127.0.0.1:0"), BACKLOG, false);
  }

  private static void flood(String target, String engine, String load, int keepAlive) {
    ControlMessage order =
        ControlMessage.parse(
            ControlMessage.of("run")
                .with("target", target)
                .with("keepAlive", keepAlive)
                .with("load", load)
                .with("engine", engine)
                .with("warmupNs", 20_000_000L)
                .with("durationNs", 300_000_000L)
                .with("timeoutNs", 1_000_000_000L)
                .with("seed", 1)
                .text());
    try (History history = History.create(1, 1, RECORDS)) {
      Cancellation never = new Cancellation();
      Flood flood = new Flood(FloodSettings.of(order), history, never);
      Tally tally = flood.run(window -> {});
      ControlMessage.parse(DoneMessage.of(flood, tally, history, never.isCancelled()).text());
    }
  }

  /** Until the socket is closed. */
  private static void serve(ListeningSocket socket, IntConsumer connection) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              for (int fd = accept(socket); fd >= 0; fd = accept(socket)) {
                int accepted = fd;
                Thread.ofPlatform().daemon().start(() -> connection.accept(accepted));
              }
            });
  }

  private static void serveRaw(int fd) {
    NativeBuffer buffer = NativeBuffer.allocate(RawProtocol.ANSWER_BYTES);
    Sockets.recv(fd, buffer, 0, RawProtocol.REQUEST_BYTES, 0);
    long id = RawProtocol.id(buffer, 0);
    RawProtocol.prepareAnswer(buffer, 0, 0, 1);
    RawProtocol.putAnswer(buffer, 0, RawProtocol.STATUS_OK, 0, id, 1, 2, 3);
    Sockets.send(fd, buffer, 0, RawProtocol.ANSWER_BYTES, 0);
    Descriptor.close(fd);
  }

  /** A request of this flood comes in one piece. */
  private static void serveHttp(int fd) {
    NativeBuffer asked = NativeBuffer.allocate(REQUEST_ROOM);
    NativeBuffer answer = NativeBuffer.allocate(ANSWER.length);
    answer.putBytes(0, ANSWER);
    while (Sockets.recv(fd, asked, 0, REQUEST_ROOM, 0) > 0) {
      Sockets.send(fd, answer, 0, ANSWER.length, 0);
    }
    Descriptor.close(fd);
  }

  private static int accept(ListeningSocket socket) {
    return Sockets.accept(socket.number());
  }
}
