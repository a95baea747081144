package stampede.linux;

/**
 * The accept queue of a listening TCP socket at one instant, read from TCP_INFO, where tcpi_unacked
 * is the depth and tcpi_sacked the limit. The kernel lets the depth reach one more than the limit.
 * Sources: tcp(7), net/ipv4/tcp.c.
 *
 * @param pending requests that wait to be accepted
 * @param limit the backlog in force
 */
public record TcpQueue(int pending, int limit) {
  static TcpQueue of(Descriptor listener) {
    TcpInfo info = TcpInfo.of(listener);
    return new TcpQueue(info.unacked(), info.sacked());
  }
}
