package stampede.load;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import stampede.contract.RawProtocol;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.linux.NativeBuffer;
import stampede.linux.Poll;
import stampede.linux.SocketOption;
import stampede.linux.Sockets;

/** A real server of one thread whose behaviour on each connection a test writes down. */
final class ScriptedServer implements AutoCloseable {
  static final int HANDLER = 7;
  private static final long LOOK_NS = 20_000_000;
  private static final long PATIENCE_NS = 5_000_000_000L;

  /** What to do with one connection; the server closes it afterwards. */
  interface Behaviour {
    void serve(Connection connection);
  }

  private final ListeningSocket listener;
  private final Thread thread;
  private final Behaviour behaviour;
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final List<Integer> held = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;

  private ScriptedServer(Address address, int backlog, Behaviour behaviour) {
    this.listener = ListeningSocket.bind(address, backlog, false);
    this.behaviour = behaviour;
    this.thread = Thread.ofPlatform().name("scripted-server").daemon().start(this::serve);
  }

  static ScriptedServer at(String address, Behaviour behaviour) {
    return at(address, 4096, behaviour);
  }

  static ScriptedServer at(String address, int backlog, Behaviour behaviour) {
    return new ScriptedServer(Address.parse(address), backlog, behaviour);
  }

  static ScriptedServer local(Behaviour behaviour) {
    return at("127.0.0.1:0", behaviour);
  }

  Address address() {
    return listener.address();
  }

  String rawTarget() {
    return address() instanceof Address.Unix unix
        ? "raw+unix:" + unix.name()
        : "raw://" + address();
  }

  int served() {
    return served.get();
  }

  private void serve() {
    try {
      while (!stopping) {
        if (Poll.await(listener.number(), Poll.IN, LOOK_NS) > 0) {
          serve(Sockets.accept(listener.number()));
        }
      }
    } catch (RuntimeException | Error thrown) {
      failure.set(thrown);
    }
  }

  private void serve(int fd) {
    if (fd < 0) {
      return;
    }
    Connection connection = new Connection(fd, Clock.monotonicNs());
    behaviour.serve(connection);
    served.incrementAndGet();
    if (connection.held) {
      held.add(fd);
    } else {
      Descriptor.close(fd);
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(PATIENCE_NS / 1_000_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    held.forEach(Descriptor::close);
    listener.close();
    if (failure.get() != null) {
      throw new AssertionError("the scripted server failed", failure.get());
    }
  }

  /** One accepted connection. */
  static final class Connection {
    private final int fd;
    private final long acceptedNs;
    private final NativeBuffer buffer = NativeBuffer.allocate(4096);
    private boolean held;
    private long id;

    Connection(int fd, long acceptedNs) {
      this.fd = fd;
      this.acceptedNs = acceptedNs;
    }

    /** Reads a whole raw request; whether one came. */
    boolean readRequest() {
      int length = 0;
      while (length < RawProtocol.REQUEST_BYTES) {
        if (Poll.await(fd, Poll.IN, PATIENCE_NS) == 0) {
          return false;
        }
        int result = Sockets.recv(fd, buffer, length, RawProtocol.REQUEST_BYTES - length, 0);
        if (result <= 0) {
          return false;
        }
        length += result;
      }
      id = RawProtocol.id(buffer, 0);
      return RawProtocol.isRequest(buffer, 0);
    }

    /** Reads what there is of a request of text. */
    String readText() {
      Poll.await(fd, Poll.IN, PATIENCE_NS);
      int length = Sockets.recv(fd, buffer, 0, 4096, 0);
      return length <= 0 ? "" : buffer.getText(0, length);
    }

    long id() {
      return id;
    }

    /** Answers as a right server does, to any id, {@code times} times in one go. */
    void answer(long answeredId, int status, int times) {
      for (int i = 0; i < times; i++) {
        long at = 64 + (long) i * RawProtocol.ANSWER_BYTES;
        RawProtocol.prepareAnswer(buffer, at, HANDLER, 1);
        RawProtocol.putAnswer(
            buffer, at, status, 0, answeredId, acceptedNs, acceptedNs, Clock.monotonicNs());
      }
      send(64, times * RawProtocol.ANSWER_BYTES);
    }

    void answer() {
      answer(id, RawProtocol.STATUS_OK, 1);
    }

    void send(String text) {
      buffer.putBytes(64, text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      send(64, text.length());
    }

    /** Sends the answer byte by byte, each a segment of its own. */
    void drip() {
      RawProtocol.prepareAnswer(buffer, 64, HANDLER, 1);
      RawProtocol.putAnswer(buffer, 64, 0, 0, id, acceptedNs, acceptedNs, acceptedNs);
      SocketOption.NODELAY.set(fd, true);
      for (int i = 0; i < RawProtocol.ANSWER_BYTES; i++) {
        send(64 + i, 1);
      }
    }

    void corruptAnswer() {
      RawProtocol.prepareAnswer(buffer, 64, HANDLER, 1);
      RawProtocol.putAnswer(buffer, 64, 0, 0, id, acceptedNs, acceptedNs, acceptedNs);
      buffer.putByte(64 + 30, (byte) ~buffer.getByte(64 + 30));
      send(64, RawProtocol.ANSWER_BYTES);
    }

    void send(int from, int length) {
      int result = Sockets.send(fd, buffer, from, length, 0);
      if (result >= 0 && result != length) {
        throw new AssertionError("sent " + result + " of " + length);
      }
    }

    /** The coming close is a reset. */
    void closeByReset() {
      SocketOption.closeByReset(fd);
    }

    /** Keeps the connection open until the server closes. */
    void hold() {
      held = true;
    }
  }
}
