package stampede.linux;

import java.lang.foreign.MemorySegment;

/**
 * The accept queue of a listening TCP socket at one instant, read from TCP_INFO, where tcpi_unacked
 * is the depth and tcpi_sacked the limit. The kernel lets the depth reach one more than the limit.
 * Sources: tcp(7), net/ipv4/tcp.c.
 *
 * @param pending requests that wait to be accepted
 * @param limit the backlog in force
 */
public record TcpQueue(int pending, int limit) {
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;
  private static final int UNACKED_OFFSET = 24;
  private static final int SACKED_OFFSET = 28;
  private static final int SIZE_BYTES = 104;

  static TcpQueue of(Descriptor listener) {
    NativeBuffer info = NativeBuffer.allocate(SIZE_BYTES);
    NativeBuffer length = NativeBuffer.allocate(4);
    length.putInt(0, SIZE_BYTES);
    MemorySegment place = info.segment();
    LinuxException.check(
        SocketOption.get(listener.number(), IPPROTO_TCP, TCP_INFO, place, length.segment()),
        "getsockopt",
        listener,
        "TCP_INFO");
    return new TcpQueue(info.getInt(UNACKED_OFFSET), info.getInt(SACKED_OFFSET));
  }
}
