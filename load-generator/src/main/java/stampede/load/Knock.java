package stampede.load;

import java.io.ByteArrayOutputStream;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.LinuxException;
import stampede.linux.NativeBuffer;
import stampede.linux.Poll;
import stampede.linux.SocketOption;
import stampede.linux.Sockets;

/**
 * A bare connection of a client that does not behave: it says what it is told to, or nothing, and
 * leaves as it is told to. Nothing of it is recorded. One thread uses it; closing it ends the
 * connection in the ordinary way.
 */
public final class Knock implements AutoCloseable {
  private static final int PART_BYTES = 4096;
  private static final int MOST_BYTES = 1 << 20;

  private final Descriptor socket;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final NativeBuffer buffer = NativeBuffer.allocate(PART_BYTES);

  /** How the server's side of the connection stands. */
  public enum State {
    /** It is open. */
    OPEN,
    /** The server has ended it in the ordinary way. */
    ENDED,
    /** The server, or its kernel, has reset it. */
    RESET
  }

  private Knock(Descriptor socket) {
    this.socket = socket;
  }

  /**
   * Connects, waiting at most {@code timeoutNs} for the handshake.
   *
   * @throws LinuxException when nobody listens there, or no answer came in time
   */
  public static Knock at(Address address, long timeoutNs) {
    int type = Sockets.STREAM | Sockets.NONBLOCK | Sockets.CLOEXEC;
    int fd = LinuxException.check(Sockets.socket(address.family(), type), "socket", address);
    Descriptor socket = new Descriptor(fd);
    try {
      int result = Sockets.connect(fd, address.encode());
      if (result == Sockets.IN_PROGRESS) {
        boolean ended = Poll.await(fd, Poll.OUT, timeoutNs) > 0;
        result = ended ? -SocketOption.ERROR.get(fd) : Sockets.WOULD_BLOCK;
      }
      LinuxException.check(result, "connect", address);
      return new Knock(socket);
    } catch (RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }

  /** Sends bytes as they are; how many the kernel took, or an error. */
  public int send(byte[] bytes) {
    return Sockets.send(socket.number(), NativeBuffer.of(bytes), 0, bytes.length, 0);
  }

  /** Says that nothing more will come. */
  public void shutdown() {
    Sockets.shutdownWrite(socket.number());
  }

  /** Waits until the server ends the connection, for at most {@code timeoutNs}; how it stands. */
  public State await(long timeoutNs) {
    long untilNs = Clock.monotonicNs() + timeoutNs;
    while (true) {
      int got = Sockets.recv(socket.number(), buffer, 0, PART_BYTES, 0);
      if (got > 0 && received.size() < MOST_BYTES) {
        byte[] part = new byte[got];
        for (int i = 0; i < got; i++) {
          part[i] = buffer.getByte(i);
        }
        received.write(part, 0, got);
      } else if (got == 0) {
        return State.ENDED;
      } else if (got < 0 && got != Sockets.WOULD_BLOCK && got != Sockets.INTERRUPTED) {
        return State.RESET;
      } else {
        long leftNs = untilNs - Clock.monotonicNs();
        if (leftNs <= 0 || Poll.await(socket.number(), Poll.IN, leftNs) == 0) {
          return State.OPEN;
        }
      }
    }
  }

  /** What the server has said so far. */
  public byte[] received() {
    return received.toByteArray();
  }

  /** Ends the connection by a reset. */
  public void reset() {
    SocketOption.closeByReset(socket.number());
    socket.close();
  }

  @Override
  public void close() {
    socket.close();
  }
}
