package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A channel between two processes of one machine that carries whole messages, and with them open
 * descriptors: a Unix socket of type SOCK_SEQPACKET with SCM_RIGHTS. When the other side ends,
 * however it ends, {@link #receive} says so.
 *
 * <p>One thread may send while another receives. Messages are 1 to {@link #MAX_MESSAGE_BYTES} bytes
 * long and carry at most {@link #MAX_DESCRIPTORS} descriptors. Sources: unix(7), sendmsg(2),
 * recvmsg(2).
 */
public final class MessageChannel extends Descriptor {
  /** The longest message. */
  public static final int MAX_MESSAGE_BYTES = 128 * 1024;

  /** The most descriptors one message carries; the kernel's own limit is 253. */
  public static final int MAX_DESCRIPTORS = 250;

  /** How long a message may wait for room, because the other side does not receive. */
  private static final long SEND_TIMEOUT_NS = 10_000_000_000L;

  private static final int BACKLOG = 1024;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;
  private static final int KERNEL_MAX_DESCRIPTORS = 253;
  private static final NativeCall SENDMSG = NativeCall.blocking("sendmsg");
  private static final NativeCall RECVMSG = NativeCall.blocking("recvmsg");
  private static final int SOL_SOCKET = 1;
  private static final int SO_PEERCRED = 17;
  private static final int UCRED_BYTES = 12;
  private static final int UCRED_USER_OFFSET = 4;
  private static final NativeCall LISTEN = NativeCall.quick("listen");

  /** What arrived: the text, and descriptors the receiver now owns. */
  public record Message(String text, List<Descriptor> descriptors) {}

  /** Takes ownership of a connected SOCK_SEQPACKET socket. */
  public MessageChannel(int number) {
    super(number);
  }

  private MessageChannel(Descriptor socket) {
    super(socket);
  }

  /**
   * Listens for channels at a Unix address; accept them with {@link #acceptFrom}.
   *
   * @throws LinuxException EADDRINUSE, EACCES, ENOENT
   */
  public static Descriptor listen(Address.Unix address) {
    Descriptor socket = open(address);
    try {
      LinuxException.check(Sockets.bind(socket.number(), address.encode()), "bind", address);
      int result = LISTEN.call(socket.number(), BACKLOG);
      LinuxException.check(result, "listen", address);
      return socket;
    } catch (RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }

  /**
   * Accepts a channel, waiting at most {@code timeoutNs} for it (a negative number waits for ever);
   * empty when none came, or when it came from another user: an abstract name has no permissions,
   * so whoever is not of our user is turned away here (SO_PEERCRED). One thread at a time.
   */
  public static Optional<MessageChannel> acceptFrom(Descriptor listener, long timeoutNs) {
    int ready = Poll.awaitThroughSignals(listener.number(), Poll.IN, timeoutNs);
    if (LinuxException.check(ready, "ppoll", listener) == 0) {
      return Optional.empty();
    }
    int fd = Sockets.accept(listener.number());
    while (fd == Sockets.INTERRUPTED) {
      fd = Sockets.accept(listener.number());
    }
    MessageChannel channel = new MessageChannel(LinuxException.check(fd, "accept4", listener));
    if (channel.peerUser() == ThisProcess.user()) {
      return Optional.of(channel);
    }
    channel.close();
    return Optional.empty();
  }

  /** struct ucred: process, user, group. */
  private int peerUser() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment credentials = arena.allocate(UCRED_BYTES, 4);
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, UCRED_BYTES);
      int result =
          SocketOption.get(
              number(), SOL_SOCKET, SO_PEERCRED, credentials.address(), length.address());
      LinuxException.check(result, "getsockopt", this, "SO_PEERCRED");
      return credentials.get(ValueLayout.JAVA_INT, UCRED_USER_OFFSET);
    }
  }

  /**
   * Connects to the one who {@linkplain #listen listens}.
   *
   * @throws LinuxException ECONNREFUSED or ENOENT when nobody does
   */
  public static MessageChannel connect(Address.Unix address) {
    Descriptor socket = open(address);
    int result = Sockets.connect(socket.number(), address.encode());
    while (result == Sockets.INTERRUPTED) {
      result = Sockets.connect(socket.number(), address.encode());
    }
    if (result < 0) {
      socket.close();
    }
    LinuxException.check(result, "connect", address);
    return new MessageChannel(socket);
  }

  private static Descriptor open(Address.Unix address) {
    int number = Sockets.socket(address.family(), Sockets.SEQPACKET | Sockets.CLOEXEC);
    return new Descriptor(LinuxException.check(number, "socket", address));
  }

  /**
   * Sends one message with descriptors, which stay open here too. Where the other side does not
   * receive and its buffer is full, this waits at most 10 s for room.
   *
   * @throws LinuxException EPIPE or ECONNRESET when the other side is gone, EAGAIN when there was
   *     no room in time
   * @throws IllegalArgumentException when the message is empty or too long, or carries too many
   */
  public void send(String text, List<? extends Descriptor> descriptors) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAX_MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "a message has 1 to " + MAX_MESSAGE_BYTES + " bytes, not " + bytes.length);
    }
    if (descriptors.size() > MAX_DESCRIPTORS) {
      throw new IllegalArgumentException(
          "a message carries at most " + MAX_DESCRIPTORS + ", not " + descriptors.size());
    }
    try (Arena arena = Arena.ofConfined()) {
      MessageHeader message = MessageHeader.outgoing(arena, bytes, descriptors);
      int flags = Sockets.MSG_NOSIGNAL | Sockets.MSG_DONTWAIT;
      long deadlineNs = Clock.monotonicNs() + SEND_TIMEOUT_NS;
      int result = call(SENDMSG, message, flags);
      while (result == Sockets.WOULD_BLOCK && awaitRoom(deadlineNs)) {
        result = call(SENDMSG, message, flags);
      }
      LinuxException.check(result, "sendmsg", this, bytes.length);
    }
  }

  private boolean awaitRoom(long deadlineNs) {
    long leftNs = Math.max(0, deadlineNs - Clock.monotonicNs());
    return Poll.awaitThroughSignals(number(), Poll.OUT, leftNs) != 0;
  }

  /**
   * Waits for one message, without a deadline.
   *
   * @return the message, or empty when the other side has closed or is dead
   * @throws IllegalStateException when the message was cut short, because it is too long or because
   *     this process may open no more descriptors
   */
  public Optional<Message> receive() {
    try (Arena arena = Arena.ofConfined()) {
      MessageHeader message =
          MessageHeader.incoming(arena, MAX_MESSAGE_BYTES, KERNEL_MAX_DESCRIPTORS);
      int result = call(RECVMSG, message, MSG_CMSG_CLOEXEC);
      if (result == Errno.ECONNRESET.asResult()) {
        // the other side ended with messages unread: told once, ahead of what it had sent itself
        result = call(RECVMSG, message, MSG_CMSG_CLOEXEC);
      }
      if (result == 0) {
        return Optional.empty();
      }
      LinuxException.check(result, "recvmsg", this);
      List<Descriptor> descriptors = message.descriptors();
      if (message.isCutShort()) {
        descriptors.forEach(Descriptor::close);
        throw new IllegalStateException(
            "a message was cut short: it is longer than "
                + MAX_MESSAGE_BYTES
                + " bytes, or this process may open no more descriptors (raise ulimit -n)");
      }
      String text = new String(message.bytes(result), StandardCharsets.UTF_8);
      return Optional.of(new Message(text, descriptors));
    }
  }

  /**
   * Waits for one message, at most {@code timeoutNs}; empty also when the time ran out, which
   * {@link #isAbandoned} tells from the end. One thread at a time.
   */
  public Optional<Message> receive(long timeoutNs) {
    int ready = Poll.awaitThroughSignals(number(), Poll.IN, timeoutNs);
    return LinuxException.check(ready, "ppoll", this) == 0 ? Optional.empty() : receive();
  }

  /**
   * Ends the wait of whoever is in {@link #receive}, as if the other side had closed; what that one
   * sends from now on is refused with EPIPE. Any thread, but not after {@link #close}.
   */
  public void endReceiving() {
    LinuxException.check(Sockets.shutdownRead(number()), "shutdown", this);
  }

  /**
   * Whether the other side has closed or is dead. Messages it sent before may still be received.
   */
  public boolean isAbandoned() {
    int events = LinuxException.check(Poll.await(number(), Poll.IN, 0), "ppoll", this);
    return (events & Poll.HUP) != 0;
  }

  private int call(NativeCall call, MessageHeader message, int flags) {
    int result;
    do {
      result = call.call(number(), message.header().address(), flags);
    } while (result == Sockets.INTERRUPTED);
    return result;
  }
}
