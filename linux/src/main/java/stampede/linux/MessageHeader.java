package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * struct msghdr with one vector and one control message of type SCM_RIGHTS, as sendmsg and recvmsg
 * take it; the layout is that of every 64-bit machine. Sources: sendmsg(2), cmsg(3), unix(7).
 *
 * @param header struct msghdr
 * @param payload where its one vector points
 * @param control where its control message lies, of no size when there is none
 */
record MessageHeader(MemorySegment header, MemorySegment payload, MemorySegment control) {
  /** Size of struct msghdr. */
  static final int SIZE_BYTES = 56;

  static final int VECTOR_OFFSET = 16;
  static final int VECTOR_COUNT_OFFSET = 24;
  static final int CONTROL_OFFSET = 32;
  static final int CONTROL_LENGTH_OFFSET = 40;
  static final int FLAGS_OFFSET = 48;

  /** Size of struct cmsghdr: a long for the length, then level and type. */
  static final int CONTROL_HEADER_BYTES = 16;

  /** Size of struct iovec. */
  static final int VECTOR_BYTES = 16;

  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;
  private static final int MSG_CTRUNC = 0x8;
  private static final int MSG_TRUNC = 0x20;

  /** To send {@code bytes}, and {@code descriptors} with them. */
  static MessageHeader outgoing(Arena arena, byte[] bytes, List<? extends Descriptor> descriptors) {
    MemorySegment payload = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
    return of(arena, payload, rights(arena, descriptors));
  }

  /** To receive at most so many bytes and descriptors. */
  static MessageHeader incoming(Arena arena, int maxBytes, int maxDescriptors) {
    MemorySegment payload = arena.allocate(maxBytes, 8);
    MemorySegment control =
        arena.allocate(CONTROL_HEADER_BYTES + (long) Integer.BYTES * maxDescriptors, 8);
    return of(arena, payload, control);
  }

  private static MessageHeader of(Arena arena, MemorySegment payload, MemorySegment control) {
    MemorySegment vector = arena.allocate(VECTOR_BYTES, 8);
    vector.set(ValueLayout.ADDRESS, 0, payload);
    vector.set(ValueLayout.JAVA_LONG, 8, payload.byteSize());
    MemorySegment header = arena.allocate(SIZE_BYTES, 8);
    header.set(ValueLayout.ADDRESS, VECTOR_OFFSET, vector);
    header.set(ValueLayout.JAVA_LONG, VECTOR_COUNT_OFFSET, 1);
    header.set(ValueLayout.ADDRESS, CONTROL_OFFSET, control);
    header.set(ValueLayout.JAVA_LONG, CONTROL_LENGTH_OFFSET, control.byteSize());
    return new MessageHeader(header, payload, control);
  }

  private static MemorySegment rights(Arena arena, List<? extends Descriptor> descriptors) {
    if (descriptors.isEmpty()) {
      return MemorySegment.NULL;
    }
    int length = CONTROL_HEADER_BYTES + Integer.BYTES * descriptors.size();
    MemorySegment control = arena.allocate((length + 7) & ~7, 8);
    control.set(ValueLayout.JAVA_LONG, 0, length);
    control.set(ValueLayout.JAVA_INT, 8, SOL_SOCKET);
    control.set(ValueLayout.JAVA_INT, 12, SCM_RIGHTS);
    long at = CONTROL_HEADER_BYTES;
    for (Descriptor descriptor : descriptors) {
      control.set(ValueLayout.JAVA_INT, at, descriptor.number());
      at += Integer.BYTES;
    }
    return control;
  }

  /** The bytes received. */
  byte[] bytes(int length) {
    return payload.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  /** The descriptors received, which the caller owns; to be called once. */
  List<Descriptor> descriptors() {
    List<Descriptor> received = new ArrayList<>();
    if (hasControl()) {
      long end = control.get(ValueLayout.JAVA_LONG, 0);
      for (long at = CONTROL_HEADER_BYTES; at + Integer.BYTES <= end; at += Integer.BYTES) {
        received.add(new Descriptor(control.get(ValueLayout.JAVA_INT, at)));
      }
    }
    return List.copyOf(received);
  }

  /** Whether a control message came. */
  boolean hasControl() {
    return header.get(ValueLayout.JAVA_LONG, CONTROL_LENGTH_OFFSET) >= CONTROL_HEADER_BYTES;
  }

  /** Whether the kernel left out bytes or descriptors. */
  boolean isCutShort() {
    int flags = header.get(ValueLayout.JAVA_INT, FLAGS_OFFSET);
    return (flags & (MSG_CTRUNC | MSG_TRUNC)) != 0;
  }
}
