package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.List;

/**
 * One end of a socket pair through which open descriptors are handed on, one at a time, between
 * threads or processes. What was sent waits in the pair, open, until it is received or both ends
 * are closed by all who hold them. {@link MessageChannel} is for the control plane; this is for a
 * hot path: nothing is allocated, nothing is thrown. One thread sends and one receives.
 *
 * <pre>{@code
 * int result = sender.send(connection);      // never waits
 * Descriptor.close(connection);
 *
 * int connection = receiver.receive();       // waits
 * }</pre>
 *
 * <p>Sources: socketpair(2), unix(7), cmsg(3).
 */
public final class DescriptorPipe {
  private static final int AF_UNIX = 1;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;
  private static final NativeCall SOCKETPAIR = NativeCall.quick("socketpair");
  private static final NativeCall SENDMSG = NativeCall.blocking("sendmsg");
  private static final NativeCall RECVMSG = NativeCall.blocking("recvmsg");

  /** Both ends of a new pair, owned by whoever made it. */
  public record Ends(Descriptor sender, Descriptor receiver) {}

  private final int number;
  private final MessageHeader message;
  private final long headerAddress;
  private final long controlBytes;

  private DescriptorPipe(Descriptor end, MessageHeader message) {
    this.number = end.number();
    this.message = message;
    this.headerAddress = message.header().address();
    this.controlBytes = message.control().byteSize();
  }

  /**
   * Makes a pair.
   *
   * @throws LinuxException EMFILE, ENFILE
   */
  public static Ends pair() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
      int type = Sockets.SEQPACKET | Sockets.CLOEXEC;
      LinuxException.check(SOCKETPAIR.call(AF_UNIX, type, 0, ends.address()), "socketpair");
      return new Ends(
          new Descriptor(ends.getAtIndex(ValueLayout.JAVA_INT, 0)),
          new Descriptor(ends.getAtIndex(ValueLayout.JAVA_INT, 1)));
    }
  }

  /** To send through {@code end}, which stays its owner's. */
  public static DescriptorPipe sending(Descriptor end) {
    byte[] payload = {1};
    return new DescriptorPipe(end, MessageHeader.outgoing(Arena.ofAuto(), payload, List.of(end)));
  }

  /** To receive from {@code end}, which stays its owner's. */
  public static DescriptorPipe receiving(Descriptor end) {
    return new DescriptorPipe(end, MessageHeader.incoming(Arena.ofAuto(), 1, 1));
  }

  /**
   * Sends a descriptor, which stays open here too; never waits.
   *
   * @return 0, or {@link Sockets#WOULD_BLOCK} when there is no room, or an error (EPIPE,
   *     ETOOMANYREFS)
   */
  public int send(int descriptor) {
    message.control().set(ValueLayout.JAVA_INT, MessageHeader.CONTROL_HEADER_BYTES, descriptor);
    int flags = Sockets.MSG_NOSIGNAL | Sockets.MSG_DONTWAIT;
    try {
      return Math.min(0, SENDMSG.call(number, headerAddress, flags));
    } finally {
      Reference.reachabilityFence(message);
    }
  }

  /**
   * Waits for a descriptor.
   *
   * @return its number, which the caller owns, or an error: {@link Sockets#INTERRUPTED}, EPIPE when
   *     nobody can send any more, EMFILE when this process may open no more, and what was sent is
   *     closed
   */
  public int receive() {
    return receive(MSG_CMSG_CLOEXEC);
  }

  /** As {@link #receive}, but {@link Sockets#WOULD_BLOCK} when there is none now. */
  public int receiveNow() {
    return receive(MSG_CMSG_CLOEXEC | Sockets.MSG_DONTWAIT);
  }

  private int receive(int flags) {
    // the kernel leaves here what it gave
    message.header().set(ValueLayout.JAVA_LONG, MessageHeader.CONTROL_LENGTH_OFFSET, controlBytes);
    int result;
    try {
      result = RECVMSG.call(number, headerAddress, flags);
    } finally {
      Reference.reachabilityFence(message);
    }
    if (result <= 0) {
      return result == 0 ? Errno.EPIPE.asResult() : result;
    }
    return message.isCutShort() || !message.hasControl()
        ? Errno.EMFILE.asResult()
        : message.control().get(ValueLayout.JAVA_INT, MessageHeader.CONTROL_HEADER_BYTES);
  }
}
