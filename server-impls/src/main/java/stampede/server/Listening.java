package stampede.server;

import java.util.Set;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.SocketOption;

/**
 * How a server listens at its well-known address.
 *
 * @param backlog the finite buffer, in requests; the kernel caps it at net.core.somaxconn
 * @param deferS TCP_DEFER_ACCEPT: for so many seconds a connection counts as pending only once its
 *     request has come; 0 is off. Source: tcp(7)
 * @param fastOpen TCP_FASTOPEN: how many requests that came with the SYN may be in the making; 0 is
 *     off. The kernel must allow it (net.ipv4.tcp_fastopen, bit 2). Source: RFC 7413
 */
public record Listening(int backlog, int deferS, int fastOpen) {
  static final Set<String> KEYS = Set.of("backlog", "defer", "fastopen");

  private static final int DEFAULT_BACKLOG = 1024;
  private static final int MOST = 65535;
  private static final long NS_PER_S = 1_000_000_000L;

  /** With nothing but a backlog. */
  public static Listening backlog(int backlog) {
    return new Listening(backlog, 0, 0);
  }

  /** Reads and checks the settings of a server. */
  static Listening of(Settings settings) {
    long deferNs = settings.durationNs("defer", "0s");
    if (deferNs % NS_PER_S != 0) {
      throw new UsageException(settings.name() + ": defer= counts in whole seconds, such as 1s");
    }
    return new Listening(
        settings.number("backlog", DEFAULT_BACKLOG, 1, MOST),
        (int) Math.min(MOST, deferNs / NS_PER_S),
        settings.number("fastopen", 0, 0, MOST));
  }

  /** Refuses options that an address of this kind does not have. */
  void require(Address address) {
    if (address instanceof Address.Unix && (deferS > 0 || fastOpen > 0)) {
      throw new UsageException("defer= and fastopen= are options of TCP; listen at HOST:PORT");
    }
  }

  /** Sets the options of a socket that listens. */
  void apply(Descriptor socket) {
    if (deferS > 0) {
      SocketOption.DEFER_ACCEPT.set(socket, deferS);
    }
    if (fastOpen > 0) {
      SocketOption.FASTOPEN.set(socket, fastOpen);
    }
  }
}
