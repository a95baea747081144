package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A TCP connection as the kernel sees it at one instant. Sources: tcp(7), linux/tcp.h.
 *
 * @param state where the connection is in its life
 * @param retransmits times the oldest unanswered segment was sent again; 0 when it was answered
 * @param totalRetransmits segments sent again since the connection was begun, its SYN included
 * @param rttUs smoothed round-trip time in microseconds; 0 before the first measurement
 * @param unacked segments sent and not yet answered
 * @param sacked segments answered out of order
 */
public record TcpInfo(
    State state, int retransmits, int totalRetransmits, long rttUs, int unacked, int sacked) {
  /** States of a connection, in the kernel's order, which begins at 1. */
  public enum State {
    ESTABLISHED,
    SYN_SENT,
    SYN_RECV,
    FIN_WAIT1,
    FIN_WAIT2,
    TIME_WAIT,
    CLOSE,
    CLOSE_WAIT,
    LAST_ACK,
    LISTEN,
    CLOSING,
    NEW_SYN_RECV;

    private static final State[] ALL = values();

    static State of(int number) {
      return ALL[number - 1];
    }
  }

  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;
  private static final int STATE_OFFSET = 0;
  private static final int RETRANSMITS_OFFSET = 2;
  private static final int UNACKED_OFFSET = 24;
  private static final int SACKED_OFFSET = 28;
  private static final int RTT_OFFSET = 68;
  private static final int TOTAL_RETRANS_OFFSET = 100;

  /** As much of struct tcp_info as every kernel since 2.6 has. */
  private static final int SIZE_BYTES = 104;

  /**
   * Asks the kernel about a TCP socket. For a listening one, {@code unacked} and {@code sacked} are
   * what {@link TcpQueue} calls pending and limit.
   *
   * @throws LinuxException EOPNOTSUPP when it is not a TCP socket
   */
  public static TcpInfo of(Descriptor socket) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(SIZE_BYTES, 8);
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, SIZE_BYTES);
      LinuxException.check(
          SocketOption.get(
              socket.number(), IPPROTO_TCP, TCP_INFO, info.address(), length.address()),
          "getsockopt",
          socket,
          "TCP_INFO");
      return new TcpInfo(
          State.of(info.get(ValueLayout.JAVA_BYTE, STATE_OFFSET)),
          info.get(ValueLayout.JAVA_BYTE, RETRANSMITS_OFFSET) & 0xff,
          info.get(ValueLayout.JAVA_INT, TOTAL_RETRANS_OFFSET),
          info.get(ValueLayout.JAVA_INT, RTT_OFFSET) & 0xffff_ffffL,
          info.get(ValueLayout.JAVA_INT, UNACKED_OFFSET),
          info.get(ValueLayout.JAVA_INT, SACKED_OFFSET));
    }
  }
}
