package stampede.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The listening sockets of an address, whoever has them, as the kernel tells anybody. It is asked
 * about the network of the calling thread; the kernel picks those that listen, of TCP also those of
 * the port, so that an answer is short however many connections there are. Control plane, any
 * thread. Sources: sock_diag(7), linux/inet_diag.h, linux/unix_diag.h.
 */
public final class SocketDiagnosis {
  private static final int IPPROTO_TCP = 6;

  /** The bit of TCP_LISTEN, which Unix sockets have as well. */
  private static final int LISTENING = 1 << 10;

  private static final int INET_REQUEST_BYTES = 56;
  private static final int INET_MESSAGE_BYTES = 72;
  private static final int SOURCE_OFFSET = 8;
  private static final int RQUEUE_OFFSET = 56;
  private static final int WQUEUE_OFFSET = 60;
  private static final int INODE_OFFSET = 68;
  private static final int ATTRIBUTE_V6ONLY = 11;

  private static final int UNIX_REQUEST_BYTES = 24;
  private static final int UNIX_MESSAGE_BYTES = 16;
  private static final int UNIX_INODE_OFFSET = 4;
  private static final int UNIX_SHOW_OFFSET = 12;
  private static final int SHOW_NAME_AND_QUEUE = 0x1 | 0x10;
  private static final int ATTRIBUTE_NAME = 0;
  private static final int ATTRIBUTE_QUEUE = 4;

  private SocketDiagnosis() {}

  /** Why the kernel does not tell, in words for people; empty when it does. */
  public static Optional<String> unavailable() {
    int result = NetlinkDump.of(inetQuestion(Address.AF_INET, 1), message -> {});
    return result == 0
        ? Optional.empty()
        : Optional.of(
            "the kernel does not describe sockets here (sock_diag): " + Errno.of(result).meaning());
  }

  /**
   * Every socket that listens at {@code address}: at that very host, or where there is none such,
   * at all hosts of the machine, also by an IPv6 socket that takes IPv4. A Unix socket is found by
   * the name it was bound to.
   *
   * @return none when nobody listens; empty when the kernel does not tell
   */
  public static Optional<List<Listener>> listeners(Address address) {
    return switch (address) {
      case Address.Internet internet -> internet(internet);
      case Address.Unix unix -> unix(unix);
    };
  }

  private static Optional<List<Listener>> internet(Address.Internet address) {
    byte[] host = address.host().getAddress();
    List<Listener> exact = new ArrayList<>();
    List<Listener> everywhere = new ArrayList<>();
    for (int family : familiesTaking(address)) {
      if (!exact.isEmpty()) {
        break;
      }
      int result =
          NetlinkDump.of(
              inetQuestion(family, address.port()),
              message -> {
                byte[] source = bytes(message, SOURCE_OFFSET, family == Address.AF_INET ? 4 : 16);
                if (Arrays.equals(source, host)) {
                  exact.add(inetListener(message));
                } else if (isEverywhere(source) && takes(message, source.length, host.length)) {
                  everywhere.add(inetListener(message));
                }
              });
      if (result < 0 && family == address.family()) {
        return Optional.empty();
      }
    }
    return Optional.of(exact.isEmpty() ? everywhere : exact);
  }

  /**
   * That of an address first: where somebody listens at that very host, no other is asked about.
   */
  private static int[] familiesTaking(Address address) {
    return address.family() == Address.AF_INET
        ? new int[] {Address.AF_INET, Address.AF_INET6}
        : new int[] {Address.AF_INET6};
  }

  /** struct inet_diag_req_v2. */
  private static byte[] inetQuestion(int family, int port) {
    return ByteBuffer.allocate(INET_REQUEST_BYTES)
        .order(ByteOrder.nativeOrder())
        .put((byte) family)
        .put((byte) IPPROTO_TCP)
        .putShort((short) 0)
        .putInt(LISTENING)
        .put((byte) (port >> 8))
        .put((byte) port)
        .array();
  }

  private static boolean isEverywhere(byte[] source) {
    return Arrays.equals(source, new byte[source.length]);
  }

  private static boolean takes(MemorySegment message, int sourceLength, int hostLength) {
    if (sourceLength == hostLength) {
      return true;
    }
    MemorySegment only = NetlinkDump.attribute(message, INET_MESSAGE_BYTES, ATTRIBUTE_V6ONLY);
    return sourceLength == 16 && only.byteSize() > 0 && only.get(ValueLayout.JAVA_BYTE, 0) == 0;
  }

  private static Listener inetListener(MemorySegment message) {
    return new Listener(
        Integer.toUnsignedLong(message.get(ValueLayout.JAVA_INT, INODE_OFFSET)),
        message.get(ValueLayout.JAVA_INT, RQUEUE_OFFSET),
        message.get(ValueLayout.JAVA_INT, WQUEUE_OFFSET));
  }

  private static Optional<List<Listener>> unix(Address.Unix address) {
    List<Listener> found = new ArrayList<>();
    int result =
        NetlinkDump.of(
            unixQuestion(),
            message -> {
              if (nameOf(message).equals(address.name())) {
                found.add(unixListener(message));
              }
            });
    return result < 0 ? Optional.empty() : Optional.of(found);
  }

  /** struct unix_diag_req. */
  private static byte[] unixQuestion() {
    ByteBuffer question = ByteBuffer.allocate(UNIX_REQUEST_BYTES).order(ByteOrder.nativeOrder());
    question.put((byte) Address.AF_UNIX);
    question.putInt(4, LISTENING);
    return question.putInt(UNIX_SHOW_OFFSET, SHOW_NAME_AND_QUEUE).array();
  }

  /** An abstract name begins with a zero byte, a path may end with one. */
  private static String nameOf(MemorySegment message) {
    MemorySegment name = NetlinkDump.attribute(message, UNIX_MESSAGE_BYTES, ATTRIBUTE_NAME);
    String text = new String(name.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    return text.startsWith("\0") ? "@" + text.substring(1) : text.split("\0", 2)[0];
  }

  private static Listener unixListener(MemorySegment message) {
    MemorySegment queue = NetlinkDump.attribute(message, UNIX_MESSAGE_BYTES, ATTRIBUTE_QUEUE);
    return new Listener(
        Integer.toUnsignedLong(message.get(ValueLayout.JAVA_INT, UNIX_INODE_OFFSET)),
        queue.get(ValueLayout.JAVA_INT, 0),
        queue.get(ValueLayout.JAVA_INT, 4));
  }

  private static byte[] bytes(MemorySegment message, long offset, int length) {
    return message.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
  }
}
