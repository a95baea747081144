package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;

/**
 * One question to NETLINK_SOCK_DIAG and all of its answer, in the network of the calling thread.
 * Layouts are those of linux/netlink.h. Sources: netlink(7), sock_diag(7).
 */
final class NetlinkDump {
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final short SOCK_DIAG_BY_FAMILY = 20;
  private static final short REQUEST_DUMP = 0x301;
  private static final short TYPE_ERROR = 2;
  private static final short TYPE_DONE = 3;

  private static final int HEADER_BYTES = 16;
  private static final int TYPE_OFFSET = 4;
  private static final int FLAGS_OFFSET = 6;
  private static final int ATTRIBUTE_HEADER_BYTES = 4;

  /** What the kernel fills at most at a time, unless asked with more room. */
  private static final int PART_BYTES = 16 * 1024;

  /** Bounds an answer to 16 MiB, some 200,000 sockets. */
  private static final int MAX_PARTS = 1024;

  private static final long TIMEOUT_NS = 1_000_000_000L;
  private static final NativeCall SOCKET = NativeCall.quick("socket");
  private static final NativeCall SEND = NativeCall.blocking("send");
  private static final NativeCall RECV = NativeCall.blocking("recv");

  private NetlinkDump() {}

  /**
   * Asks, and shows the body of each message of the answer, which is valid during that call only.
   *
   * @return 0 when the answer is complete, else the error: ENOENT where the kernel cannot tell of
   *     such sockets, EPROTONOSUPPORT or EPERM where it is not asked, ETIMEDOUT, E2BIG
   */
  static int of(byte[] question, Consumer<MemorySegment> message) {
    int number = SOCKET.call(AF_NETLINK, SOCK_RAW | Sockets.CLOEXEC, NETLINK_SOCK_DIAG);
    if (number < 0) {
      return number;
    }
    try (Descriptor socket = new Descriptor(number);
        Arena arena = Arena.ofConfined()) {
      int sent = send(socket.number(), question, arena);
      return sent < 0 ? sent : receive(socket.number(), arena.allocate(PART_BYTES, 8), message);
    }
  }

  private static int send(int socket, byte[] question, Arena arena) {
    int length = HEADER_BYTES + question.length;
    MemorySegment request = arena.allocate(length, 8);
    request.set(ValueLayout.JAVA_INT, 0, length);
    request.set(ValueLayout.JAVA_SHORT, TYPE_OFFSET, SOCK_DIAG_BY_FAMILY);
    request.set(ValueLayout.JAVA_SHORT, FLAGS_OFFSET, REQUEST_DUMP);
    MemorySegment.copy(question, 0, request, ValueLayout.JAVA_BYTE, HEADER_BYTES, question.length);
    return SEND.call(socket, request.address(), length, 0);
  }

  private static int receive(int socket, MemorySegment part, Consumer<MemorySegment> message) {
    for (int parts = 0; parts < MAX_PARTS; parts++) {
      int ready = Poll.awaitThroughSignals(socket, Poll.IN, TIMEOUT_NS);
      if (ready <= 0) {
        return ready == 0 ? Errno.ETIMEDOUT.asResult() : ready;
      }
      int length = RECV.call(socket, part.address(), PART_BYTES, Sockets.MSG_DONTWAIT);
      if (length < 0) {
        return length;
      }
      int end = show(part.asSlice(0, length), message);
      if (end <= 0) {
        return end;
      }
    }
    return Errno.E2BIG.asResult();
  }

  /** 0 when this was the last part, the error that it holds, or 1 when more follows. */
  private static int show(MemorySegment part, Consumer<MemorySegment> message) {
    long at = 0;
    while (at + HEADER_BYTES <= part.byteSize()) {
      int length = part.get(ValueLayout.JAVA_INT, at);
      short type = part.get(ValueLayout.JAVA_SHORT, at + TYPE_OFFSET);
      if (type == TYPE_DONE || type == TYPE_ERROR) {
        return Math.min(0, part.get(ValueLayout.JAVA_INT, at + HEADER_BYTES));
      }
      if (length < HEADER_BYTES) {
        return Errno.EPROTO.asResult();
      }
      message.accept(part.asSlice(at + HEADER_BYTES, length - HEADER_BYTES));
      at += aligned(length);
    }
    return 1;
  }

  /**
   * The value of an attribute of a message; of no bytes when it has none such.
   *
   * @param first where the attributes begin
   */
  static MemorySegment attribute(MemorySegment message, long first, int wanted) {
    long at = first;
    while (at + ATTRIBUTE_HEADER_BYTES <= message.byteSize()) {
      int length = Short.toUnsignedInt(message.get(ValueLayout.JAVA_SHORT, at));
      if (message.get(ValueLayout.JAVA_SHORT, at + 2) == wanted) {
        return message.asSlice(at + ATTRIBUTE_HEADER_BYTES, length - ATTRIBUTE_HEADER_BYTES);
      }
      at += Math.max(ATTRIBUTE_HEADER_BYTES, aligned(length));
    }
    return MemorySegment.NULL;
  }

  private static int aligned(int length) {
    return (length + 3) & ~3;
  }
}
