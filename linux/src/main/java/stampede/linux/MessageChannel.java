package stampede.linux;

import static stampede.linux.Native.signature;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A channel between two processes of one machine that carries whole messages, and with them open
 * descriptors: a Unix socket of type SOCK_SEQPACKET with SCM_RIGHTS. When the other side ends,
 * however it ends, {@link #receive} says so.
 *
 * <p>One thread may send while another receives. Messages are at most {@link #MAX_MESSAGE_BYTES}
 * long and carry at most {@link #MAX_DESCRIPTORS} descriptors. Sources: unix(7), cmsg(3),
 * sendmsg(2).
 */
public final class MessageChannel extends Descriptor {
  /** The longest message. */
  public static final int MAX_MESSAGE_BYTES = 128 * 1024;

  /** The most descriptors one message carries; the kernel's own limit is 253. */
  public static final int MAX_DESCRIPTORS = 250;

  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;
  private static final int MSG_CTRUNC = 0x8;
  private static final int MSG_TRUNC = 0x20;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;
  private static final int MSGHDR_BYTES = 56;
  private static final int MSGHDR_FLAGS = 48;
  private static final int CMSG_HEADER_BYTES = 16;
  private static final int CONTROL_BYTES = CMSG_HEADER_BYTES + 4 * 256;
  private static final MethodHandle SENDMSG = Native.blocking("sendmsg", signature("lipi"));
  private static final MethodHandle RECVMSG = Native.blocking("recvmsg", signature("lipi"));
  private static final MethodHandle LISTEN = Native.quick("listen", signature("iii"));

  /** What arrived: the text, and descriptors the receiver now owns. */
  public record Message(String text, List<Descriptor> descriptors) {}

  /** Takes ownership of a connected SOCK_SEQPACKET socket. */
  public MessageChannel(int number) {
    super(number);
  }

  /** Listens for channels at a Unix address; accept them with {@link #acceptFrom}. */
  public static Descriptor listen(Address.Unix address) {
    Descriptor socket = new Descriptor(LinuxException.check(open(address), "socket", address));
    MemorySegment state = Native.state();
    try {
      LinuxException.check(Sockets.bind(socket.number(), address.encode()), "bind", address);
      int result = Native.result((int) LISTEN.invokeExact(state, socket.number(), 1024), state);
      LinuxException.check(result, "listen", address);
      return socket;
    } catch (RuntimeException failure) {
      socket.close();
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  /** Accepts a channel, waiting at most {@code timeoutNs} for it; empty when none came. */
  public static Optional<MessageChannel> acceptFrom(Descriptor listener, long timeoutNs) {
    if (Poll.await(listener.number(), Poll.IN, timeoutNs) == 0) {
      return Optional.empty();
    }
    int fd = Sockets.accept(listener.number());
    return Optional.of(new MessageChannel(LinuxException.check(fd, "accept4", listener)));
  }

  /** Connects to the one who {@linkplain #listen listens}. */
  public static MessageChannel connect(Address.Unix address) {
    Descriptor socket = new Descriptor(LinuxException.check(open(address), "socket", address));
    int result = Sockets.connect(socket.number(), address.encode());
    if (result < 0) {
      socket.close();
    }
    LinuxException.check(result, "connect", address);
    return new MessageChannel(socket.number());
  }

  private static int open(Address.Unix address) {
    return Sockets.socket(address.family(), Sockets.SEQPACKET | Sockets.CLOEXEC);
  }

  /**
   * Sends one message with descriptors, which stay open here too.
   *
   * @throws LinuxException EPIPE or ECONNRESET when the other side is gone, EMSGSIZE
   */
  public void send(String text, List<? extends Descriptor> descriptors) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0
        || bytes.length > MAX_MESSAGE_BYTES
        || descriptors.size() > MAX_DESCRIPTORS) {
      throw new IllegalArgumentException(
          "a message has 1 to " + MAX_MESSAGE_BYTES + " bytes, not " + bytes.length);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment payload = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      MemorySegment control = control(arena, descriptors);
      MemorySegment header = header(arena, payload, control);
      int result;
      do {
        MemorySegment state = Native.state();
        result =
            Native.result(
                (long) SENDMSG.invokeExact(state, number(), header, Sockets.MSG_NOSIGNAL), state);
      } while (result == Sockets.INTERRUPTED);
      LinuxException.check(result, "sendmsg", this, bytes.length);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  /**
   * Waits for one message.
   *
   * @return the message, or empty when the other side has closed or is dead
   */
  public Optional<Message> receive() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment payload = arena.allocate(MAX_MESSAGE_BYTES, 8);
      MemorySegment control = arena.allocate(CONTROL_BYTES, 8);
      MemorySegment header = header(arena, payload, control);
      int result;
      do {
        MemorySegment state = Native.state();
        result =
            Native.result(
                (long) RECVMSG.invokeExact(state, number(), header, MSG_CMSG_CLOEXEC), state);
      } while (result == Sockets.INTERRUPTED);
      if (result == 0 || result == Errno.ECONNRESET.asResult()) {
        return Optional.empty();
      }
      LinuxException.check(result, "recvmsg", this);
      return Optional.of(message(payload, result, header, control));
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  /** Waits for one message, at most {@code timeoutNs}; empty also when the time ran out. */
  public Optional<Message> receive(long timeoutNs) {
    return Poll.await(number(), Poll.IN, timeoutNs) == 0 ? Optional.empty() : receive();
  }

  private static Message message(
      MemorySegment payload, int length, MemorySegment header, MemorySegment control) {
    List<Descriptor> descriptors = new ArrayList<>();
    if (header.get(ValueLayout.JAVA_LONG, 40) >= CMSG_HEADER_BYTES) {
      long bytes = control.get(ValueLayout.JAVA_LONG, 0) - CMSG_HEADER_BYTES;
      for (long at = 0; at + 4 <= bytes; at += 4) {
        descriptors.add(new Descriptor(control.get(ValueLayout.JAVA_INT, CMSG_HEADER_BYTES + at)));
      }
    }
    if ((header.get(ValueLayout.JAVA_INT, MSGHDR_FLAGS) & (MSG_CTRUNC | MSG_TRUNC)) != 0) {
      descriptors.forEach(Descriptor::close);
      throw new IllegalStateException("a message was cut short: too many bytes or descriptors");
    }
    return new Message(
        new String(
            payload.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8),
        List.copyOf(descriptors));
  }

  private static MemorySegment control(Arena arena, List<? extends Descriptor> descriptors) {
    if (descriptors.isEmpty()) {
      return MemorySegment.NULL;
    }
    int length = CMSG_HEADER_BYTES + 4 * descriptors.size();
    MemorySegment control = arena.allocate((length + 7) & ~7, 8);
    control.set(ValueLayout.JAVA_LONG, 0, length);
    control.set(ValueLayout.JAVA_INT, 8, SOL_SOCKET);
    control.set(ValueLayout.JAVA_INT, 12, SCM_RIGHTS);
    for (int i = 0; i < descriptors.size(); i++) {
      control.set(ValueLayout.JAVA_INT, CMSG_HEADER_BYTES + 4L * i, descriptors.get(i).number());
    }
    return control;
  }

  private static MemorySegment header(Arena arena, MemorySegment payload, MemorySegment control) {
    MemorySegment vector = arena.allocate(16, 8);
    vector.set(ValueLayout.ADDRESS, 0, payload);
    vector.set(ValueLayout.JAVA_LONG, 8, payload.byteSize());
    MemorySegment header = arena.allocate(MSGHDR_BYTES, 8);
    header.set(ValueLayout.ADDRESS, 16, vector);
    header.set(ValueLayout.JAVA_LONG, 24, 1);
    header.set(ValueLayout.ADDRESS, 32, control);
    header.set(ValueLayout.JAVA_LONG, 40, control.byteSize());
    return header;
  }
}
