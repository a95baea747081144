package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(20)
class SocketOptionTest {
  @ParameterizedTest
  @EnumSource(
      names = {"REUSEADDR", "REUSEPORT", "NODELAY", "QUICKACK", "IP_BIND_ADDRESS_NO_PORT"},
      mode = Mode.INCLUDE)
  void switchesOnAndOff(SocketOption option) {
    try (Descriptor socket = Pair.stream(Pair.LOOPBACK, 0)) {
      assertThat(option.set(socket.number(), true)).isZero();
      assertThat(option.get(socket)).isEqualTo(1);
      assertThat(option.set(socket.number(), false)).isZero();
      assertThat(option.get(socket.number())).isZero();
    }
  }

  @Test
  void anIpv6SocketMayBeKeptFromIpv4() {
    Ipv6.assumePresent();
    try (Descriptor socket = Pair.stream(Address.parse("[::1]:0"), 0)) {
      SocketOption.V6ONLY.set(socket, 1);

      assertThat(SocketOption.V6ONLY.get(socket)).isEqualTo(1);
    }
  }

  @Test
  void buffersAreDoubledByTheKernel() {
    try (Descriptor socket = Pair.stream(Pair.LOOPBACK, 0)) {
      SocketOption.SNDBUF.set(socket, 16_384);
      SocketOption.RCVBUF.set(socket, 16_384);

      assertThat(SocketOption.SNDBUF.get(socket)).isEqualTo(32_768);
      assertThat(SocketOption.RCVBUF.get(socket)).isEqualTo(32_768);
    }
  }

  @Test
  void acceptMayBeDeferredAndDataMayComeWithTheFirstSegment() {
    try (ListeningSocket listener = ListeningSocket.bind(Pair.LOOPBACK, 8, false)) {
      SocketOption.DEFER_ACCEPT.set(listener, 1);
      SocketOption.FASTOPEN.set(listener, 16);

      assertThat(SocketOption.DEFER_ACCEPT.get(listener)).isPositive();
      assertThat(SocketOption.FASTOPEN.get(listener)).isEqualTo(16);
    }
  }

  @Test
  void tellsListenersFromOthers() {
    try (ListeningSocket listener = ListeningSocket.bind(Pair.LOOPBACK, 8, false);
        Descriptor other = Pair.stream(Pair.LOOPBACK, 0)) {
      assertThat(SocketOption.ACCEPTCONN.get(listener)).isEqualTo(1);
      assertThat(SocketOption.ACCEPTCONN.get(other)).isZero();
    }
  }

  @Test
  void hotCallsReturnTheErrorAndControlCallsThrowIt() {
    Descriptor never = new Descriptor(1_000_000);

    assertThat(SocketOption.NODELAY.set(1_000_000, true)).isEqualTo(Errno.EBADF.asResult());
    assertThat(SocketOption.NODELAY.get(1_000_000)).isEqualTo(Errno.EBADF.asResult());
    assertThat(SocketOption.closeByReset(1_000_000)).isEqualTo(Errno.EBADF.asResult());
    assertThatThrownBy(() -> SocketOption.NODELAY.get(never))
        .hasMessage("getsockopt(fd=1000000, NODELAY): EBADF (bad file descriptor)");
    assertThatThrownBy(() -> SocketOption.SNDBUF.set(never, 5))
        .hasMessage("setsockopt(fd=1000000, SNDBUF, 5): EBADF (bad file descriptor)");
  }
}
