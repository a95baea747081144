package stampede.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import stampede.contract.RawProtocol;
import stampede.contract.Work;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.Errno;
import stampede.linux.NativeBuffer;
import stampede.linux.Poll;
import stampede.linux.SocketOption;
import stampede.linux.Sockets;

/** One connection of a client that speaks the raw protocol, well or badly. */
final class Client implements AutoCloseable {
  private static final AtomicLong IDS = new AtomicLong();
  private static final long WITHIN_NS = 20_000_000_000L;

  /** The address could not be reached. */
  static final class NotConnected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotConnected(Errno errno) {
      super(errno.name());
    }
  }

  private final Descriptor socket;

  private Client(Descriptor socket) {
    this.socket = socket;
  }

  /** An id nobody has had in this JVM. */
  static long newId() {
    return IDS.incrementAndGet();
  }

  /** Connects, or throws {@link NotConnected}. */
  static Client connect(Address address) {
    int type = Sockets.STREAM | Sockets.CLOEXEC | Sockets.NONBLOCK;
    Descriptor socket = new Descriptor(checked(Sockets.socket(address.family(), type)));
    try {
      int result = Sockets.connect(socket.number(), address.encode());
      if (result == Sockets.IN_PROGRESS) {
        Poll.await(socket.number(), Poll.OUT, WITHIN_NS);
        result = -SocketOption.ERROR.get(socket.number());
      }
      checked(result);
      return new Client(socket);
    } catch (RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }

  private static int checked(int result) {
    if (result < 0) {
      throw new NotConnected(Errno.of(result));
    }
    return result;
  }

  /** One whole exchange that asks for no work; empty when the connection ended without answer. */
  static Optional<Answer> exchange(Address address) {
    return exchange(address, newId(), Work.Kind.NONE, 0);
  }

  static Optional<Answer> exchange(Address address, long id, Work.Kind kind, long workNs) {
    try (Client client = connect(address)) {
      client.request(id, kind, workNs);
      return client.answer();
    }
  }

  static byte[] requestBytes(long id, Work.Kind kind, long workNs) {
    NativeBuffer buffer = NativeBuffer.allocate(RawProtocol.REQUEST_BYTES);
    RawProtocol.putRequest(buffer, 0, id, kind, workNs);
    return buffer.getBytes(0, RawProtocol.REQUEST_BYTES);
  }

  void request(long id, Work.Kind kind, long workNs) {
    send(requestBytes(id, kind, workNs));
  }

  /** Sends bytes; what the peer makes of them shows in the answer. */
  void send(byte... bytes) {
    NativeBuffer buffer = NativeBuffer.of(bytes);
    Sockets.send(socket.number(), buffer, 0, bytes.length, 0);
  }

  void endOfStream() {
    Sockets.shutdownWrite(socket.number());
  }

  /** Waits for the answer; empty when the connection ended without a byte of one. */
  Optional<Answer> answer() {
    NativeBuffer buffer = NativeBuffer.allocate(RawProtocol.ANSWER_BYTES);
    long untilNs = Clock.monotonicNs() + WITHIN_NS;
    int received = 0;
    while (received < RawProtocol.ANSWER_BYTES) {
      awaitReadable(untilNs);
      int room = RawProtocol.ANSWER_BYTES - received;
      int result = Sockets.recv(socket.number(), buffer, received, room, 0);
      if (result > 0) {
        received += result;
      } else if (result == 0 || result == Errno.ECONNRESET.asResult()) {
        return ended(received);
      } else if (result != Sockets.WOULD_BLOCK && result != Sockets.INTERRUPTED) {
        throw new AssertionError("recv: " + Errno.of(result));
      }
    }
    return Optional.of(Answer.read(buffer));
  }

  private static Optional<Answer> ended(int received) {
    if (received > 0) {
      throw new AssertionError("the answer was cut short after " + received + " bytes");
    }
    return Optional.empty();
  }

  private void awaitReadable(long untilNs) {
    long leftNs = untilNs - Clock.monotonicNs();
    if (leftNs <= 0 || Poll.await(socket.number(), Poll.IN, leftNs) == 0) {
      throw new AssertionError(
          "neither answer nor end within " + WITHIN_NS / 1_000_000_000L + " s");
    }
  }

  /** Ends the connection by a reset. */
  void reset() {
    SocketOption.closeByReset(socket.number());
    socket.close();
  }

  @Override
  public void close() {
    socket.close();
  }
}
