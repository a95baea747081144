package stampede.load;

import stampede.contract.ControlMessage;
import stampede.contract.History;
import stampede.contract.RawProtocol;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.linux.NativeBuffer;
import stampede.linux.Sockets;

/**
 * Floods a plain server in its own process, on each engine, closed and open, so that an AOT cache
 * knows what a flood loads, links and runs.
 */
final class Rehearsal {
  private static final int BACKLOG = 128;
  private static final int RECORDS = 100_000;

  private Rehearsal() {}

  static void run() {
    try (ListeningSocket socket =
        ListeningSocket.bind(Address.parse("127.0.0.1:0"), BACKLOG, false)) {
      Thread.ofPlatform().daemon().start(() -> serve(socket));
      for (String engine : new String[] {"auto", "epoll"}) {
        for (String load : new String[] {"closed:8", "poisson:2000/s"}) {
          flood(socket.address(), engine, load);
        }
      }
    }
  }

  private static void flood(Address address, String engine, String load) {
    ControlMessage order =
        ControlMessage.parse(
            ControlMessage.of("run")
                .with("target", "raw://" + address)
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
      Tally tally = flood.run();
      ControlMessage.parse(DoneMessage.of(flood, tally, history, never.isCancelled()).text());
    }
  }

  /** Until its socket is closed. */
  private static void serve(ListeningSocket socket) {
    NativeBuffer buffer = NativeBuffer.allocate(RawProtocol.ANSWER_BYTES);
    for (int fd = accept(socket); fd >= 0; fd = accept(socket)) {
      Sockets.recv(fd, buffer, 0, RawProtocol.REQUEST_BYTES, 0);
      long id = RawProtocol.id(buffer, 0);
      RawProtocol.prepareAnswer(buffer, 0, 0, 1);
      RawProtocol.putAnswer(buffer, 0, RawProtocol.STATUS_OK, 0, id, 1, 2, 3);
      Sockets.send(fd, buffer, 0, RawProtocol.ANSWER_BYTES, 0);
      Descriptor.close(fd);
    }
  }

  private static int accept(ListeningSocket socket) {
    return Sockets.accept(socket.number());
  }
}
