package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SocketsTest {
  private final NativeBuffer buffer =
      NativeBuffer.of("0123456789".getBytes(StandardCharsets.UTF_8));

  @Test
  void speaksOverIpv4() {
    exchangeAt(Address.parse("127.0.0.1:0"));
  }

  @Test
  void speaksOverIpv6() {
    Ipv6.assumePresent();
    exchangeAt(Address.parse("[::1]:0"));
  }

  @Test
  void speaksOverAUnixPath(@TempDir Path folder) {
    exchangeAt(new Address.Unix(folder.resolve("socket").toString()));
  }

  @Test
  void speaksOverAnAbstractUnixName() {
    exchangeAt(new Address.Unix("@stampede-test-" + ProcessHandle.current().pid()));
  }

  private void exchangeAt(Address address) {
    try (Pair pair = Pair.at(address)) {
      int client = pair.client().number();
      int server = pair.server().number();
      NativeBuffer received = NativeBuffer.allocate(64);

      assertThat(Sockets.send(client, buffer, 2, 5, 0)).isEqualTo(5);
      assertThat(Sockets.recv(server, received, 8, 20, 0)).isEqualTo(5);
      assertThat(received.getText(8, 5)).isEqualTo("23456");
      assertThat(Sockets.send(server, received, 8, 1, 0)).isEqualTo(1);
      assertThat(Sockets.recv(client, received, 0, 64, 0)).isEqualTo(1);
    }
  }

  @Test
  void acceptOnAnEmptyQueueWouldBlock() {
    try (ListeningSocket listener = ListeningSocket.bind(Pair.LOOPBACK, 8, false)) {
      listener.setNonBlocking(true);

      assertThat(Sockets.accept(listener.number())).isEqualTo(Sockets.WOULD_BLOCK);
      assertThat(Sockets.acceptNow(listener.number())).isEqualTo(Sockets.WOULD_BLOCK);
    }
  }

  @Test
  void acceptedSocketsBlockWhateverTheListenerDoes() {
    try (ListeningSocket listener = ListeningSocket.bind(Pair.LOOPBACK, 8, false);
        Descriptor client = Pair.connect(listener.address())) {
      listener.setNonBlocking(true);
      try (Descriptor accepted = new Descriptor(Sockets.acceptNow(listener.number()))) {
        Blocked<Integer> reader =
            Blocked.in(() -> Sockets.recv(accepted.number(), NativeBuffer.allocate(1), 0, 1, 0));
        assertThat(reader.isDone()).isFalse();
        Sockets.send(client.number(), buffer, 0, 1, 0);
        assertThat(reader.result()).isEqualTo(1);
      }
    }
  }

  @Test
  void aNudgedThreadLeavesAccept() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);
    try (ListeningSocket listener = ListeningSocket.bind(Pair.LOOPBACK, 8, false)) {
      Blocked<Integer> handler = Blocked.in(() -> Sockets.accept(listener.number()));
      assertThat(handler.isDone()).isFalse();

      assertThat(handler.nudge()).isEqualTo(Sockets.INTERRUPTED);
    }
  }

  @Test
  void acceptOnWhatIsNoListenerTellsTheError() {
    try (Descriptor socket = Pair.stream(Pair.LOOPBACK, 0)) {
      assertThat(Sockets.acceptNow(socket.number())).isEqualTo(Errno.EINVAL.asResult());
      assertThat(Sockets.accept(1_000_000)).isEqualTo(Errno.EBADF.asResult());
    }
  }

  @Test
  void aConnectNobodyListensForIsRefused() {
    Address nobody = addressOfNobody();
    try (Descriptor blocking = Pair.stream(nobody, 0)) {
      assertThat(Sockets.connect(blocking.number(), nobody.encode()))
          .isEqualTo(Errno.ECONNREFUSED.asResult());
    }
  }

  @Test
  void aNonBlockingConnectTellsItsRefusalLater() {
    Address nobody = addressOfNobody();
    try (Descriptor socket = Pair.stream(nobody, Sockets.NONBLOCK)) {
      assertThat(Sockets.connect(socket.number(), nobody.encode())).isEqualTo(Sockets.IN_PROGRESS);
      Poll.await(socket.number(), Poll.OUT, 5_000_000_000L);

      assertThat(Errno.of(-SocketOption.ERROR.get(socket.number()))).isEqualTo(Errno.ECONNREFUSED);
      assertThat(SocketOption.ERROR.get(socket.number())).as("reading clears it").isZero();
    }
  }

  @Test
  void aConnectionClosedByResetIsSeenAsSuch() {
    try (Pair pair = Pair.tcp()) {
      assertThat(SocketOption.closeByReset(pair.client().number())).isZero();
      pair.client().close();

      assertThat(Sockets.recv(pair.server().number(), buffer, 0, 1, 0))
          .isEqualTo(Errno.ECONNRESET.asResult());
    }
  }

  @Test
  void sendToAPeerThatIsGoneIsAnErrorAndNoSignal() {
    try (Pair pair = Pair.tcp()) {
      SocketOption.closeByReset(pair.server().number());
      pair.server().close();
      Sockets.recv(pair.client().number(), buffer, 0, 1, 0);

      assertThat(Sockets.send(pair.client().number(), buffer, 0, 1, 0))
          .isEqualTo(Errno.EPIPE.asResult());
    }
  }

  @Test
  void shutdownOfTheWritingSideEndsTheStreamAndLeavesTheOtherWay() {
    try (Pair pair = Pair.tcp()) {
      int client = pair.client().number();
      int server = pair.server().number();

      assertThat(Sockets.shutdownWrite(client)).isZero();

      assertThat(Sockets.recv(server, buffer, 0, 1, 0)).isZero();
      assertThat(Sockets.send(server, buffer, 0, 1, 0)).isEqualTo(1);
      assertThat(Sockets.recv(client, buffer, 0, 1, 0)).isEqualTo(1);
    }
  }

  @Test
  void whatIsSentWithMoreAnnouncedComesWithTheEnd() {
    try (Pair pair = Pair.tcp()) {
      int client = pair.client().number();
      int server = pair.server().number();

      assertThat(Sockets.send(client, buffer, 0, 1, Sockets.MSG_MORE)).isEqualTo(1);
      assertThat(Sockets.shutdownWrite(client)).isZero();

      assertThat(Sockets.recv(server, buffer, 0, 10, 0)).isEqualTo(1);
      assertThat(Sockets.recv(server, buffer, 0, 10, Sockets.MSG_DONTWAIT)).isZero();
    }
  }

  @Test
  void recvWithoutWaitingWouldBlock() {
    try (Pair pair = Pair.tcp()) {
      assertThat(Sockets.recv(pair.server().number(), buffer, 0, 1, Sockets.MSG_DONTWAIT))
          .isEqualTo(Sockets.WOULD_BLOCK);
    }
  }

  @Test
  void neverReadsOrWritesOutsideTheBuffer() {
    for (int[] range : List.of(new int[] {0, 11}, new int[] {8, 3}, new int[] {-1, 1})) {
      assertThatThrownBy(() -> Sockets.recv(0, buffer, range[0], range[1], 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> Sockets.send(0, buffer, range[0], range[1], 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void bindTellsTheErrorAndTakesAnAddressOfThisMachine() {
    try (Descriptor socket = Pair.stream(Pair.LOOPBACK, 0)) {
      assertThat(Sockets.bind(socket.number(), Address.parse("192.0.2.1:1").encode()))
          .isEqualTo(Errno.EADDRNOTAVAIL.asResult());
      assertThat(Sockets.bind(socket.number(), Address.parse("127.0.0.2:0").encode())).isZero();
    }
  }

  @Test
  void aFamilyTheKernelDoesNotKnowIsAnError() {
    assertThat(Sockets.socket(255, Sockets.STREAM)).isEqualTo(Errno.EAFNOSUPPORT.asResult());
  }

  /** An address that was free a moment ago. */
  private static Address addressOfNobody() {
    try (ListeningSocket listener = ListeningSocket.bind(Pair.LOOPBACK, 1, false)) {
      return listener.address();
    }
  }
}
