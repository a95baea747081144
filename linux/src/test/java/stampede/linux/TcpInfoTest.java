package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TcpInfoTest {
  @Test
  void followsAConnectionThroughItsStates() {
    try (Pair pair = Pair.tcp()) {
      assertThat(TcpInfo.of(pair.client()).state()).isEqualTo(TcpInfo.State.ESTABLISHED);

      Sockets.shutdownWrite(pair.client().number());
      await().until(() -> TcpInfo.of(pair.client()).state() == TcpInfo.State.FIN_WAIT2);
      assertThat(TcpInfo.of(pair.server()).state()).isEqualTo(TcpInfo.State.CLOSE_WAIT);
    }
    try (ListeningSocket listener = ListeningSocket.bind(Pair.LOOPBACK, 8, false);
        Descriptor unused = Pair.stream(Pair.LOOPBACK, 0)) {
      assertThat(TcpInfo.of(listener).state()).isEqualTo(TcpInfo.State.LISTEN);
      assertThat(TcpInfo.of(unused).state()).isEqualTo(TcpInfo.State.CLOSE);
    }
  }

  @Test
  void measuresTheRoundTrip() {
    try (Pair pair = Pair.tcp()) {
      TcpInfo info = TcpInfo.of(pair.client());

      assertThat(info.rttUs()).isBetween(1L, 20_000_000L);
      assertThat(info.totalRetransmits()).isZero();
    }
  }

  @Test
  void countsTheSynThatIsSentAgain() {
    try (ListeningSocket full = ListeningSocket.bind(Pair.LOOPBACK, 0, false);
        Descriptor first = Pair.connect(full.address());
        Descriptor waiting = Pair.stream(full.address(), Sockets.NONBLOCK)) {
      assertThat(Sockets.connect(waiting.number(), full.address().encode()))
          .isEqualTo(Sockets.IN_PROGRESS);
      assertThat(TcpInfo.of(waiting).state()).isEqualTo(TcpInfo.State.SYN_SENT);
      assertThat(TcpInfo.of(first).state()).isEqualTo(TcpInfo.State.ESTABLISHED);

      await().until(() -> TcpInfo.of(waiting).totalRetransmits() > 0);
      assertThat(TcpInfo.of(waiting).retransmits()).isPositive();
    }
  }

  @Test
  void countsWhatIsNotYetAnswered() {
    try (Pair pair = Pair.tcp()) {
      assertThat(TcpInfo.of(pair.client()).unacked()).isZero();
      assertThat(TcpInfo.of(pair.client()).sacked()).isZero();
    }
  }

  @Test
  void statesHaveTheNumbersOfTheKernel() {
    assertThat(TcpInfo.State.of(1)).isEqualTo(TcpInfo.State.ESTABLISHED);
    assertThat(TcpInfo.State.of(6)).isEqualTo(TcpInfo.State.TIME_WAIT);
    assertThat(TcpInfo.State.of(10)).isEqualTo(TcpInfo.State.LISTEN);
    assertThat(TcpInfo.State.of(12)).isEqualTo(TcpInfo.State.NEW_SYN_RECV);
  }

  @Test
  void whatIsNotTcpHasNone() {
    try (Descriptor unix = Pair.stream(new Address.Unix("@none"), 0)) {
      assertThatThrownBy(() -> TcpInfo.of(unix))
          .isInstanceOf(LinuxException.class)
          .hasMessageContaining("TCP_INFO");
    }
  }
}
