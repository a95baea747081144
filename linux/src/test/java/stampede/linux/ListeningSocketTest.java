package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ListeningSocketTest {
  private final List<Descriptor> opened = new ArrayList<>();

  @AfterEach
  void closeAll() {
    opened.forEach(Descriptor::close);
  }

  private <T extends Descriptor> T keep(T descriptor) {
    opened.add(descriptor);
    return descriptor;
  }

  @Test
  void learnsThePortTheKernelChose() {
    ListeningSocket listener = keep(ListeningSocket.bind(Pair.LOOPBACK, 8, false));

    assertThat(((Address.Internet) listener.address()).port()).isPositive();
    keep(Pair.connect(listener.address()));
  }

  @Test
  void anAddressInUseIsRefusedAndItsServerUndisturbed() {
    ListeningSocket first = keep(ListeningSocket.bind(Pair.LOOPBACK, 8, false));

    assertThatThrownBy(() -> ListeningSocket.bind(first.address(), 8, false))
        .hasMessage("bind(" + first.address() + "): EADDRINUSE (address already in use)");
    keep(Pair.connect(first.address()));
  }

  @Test
  void anAddressCanBeBoundAgainAtOnceAfterItsConnectionsEnded() {
    Address address;
    try (ListeningSocket first = ListeningSocket.bind(Pair.LOOPBACK, 8, false)) {
      address = first.address();
      Descriptor client = keep(Pair.connect(address));
      Descriptor.close(Sockets.accept(first.number()));
      client.close();
    }

    assertThat(keep(ListeningSocket.bind(address, 8, false)).address()).isEqualTo(address);
  }

  @Test
  void twoReusePortListenersShareTheConnectionsOfOneAddress() {
    ListeningSocket one = keep(ListeningSocket.bind(Pair.LOOPBACK, 256, true));
    ListeningSocket two = keep(ListeningSocket.bind(one.address(), 256, true));
    int clients = 100;
    for (int i = 0; i < clients; i++) {
      keep(Pair.connect(one.address()));
    }

    assertThat(one.queue().pending()).isBetween(1, clients - 1);
    assertThat(one.queue().pending() + two.queue().pending()).isEqualTo(clients);
  }

  @Test
  void theQueueTellsItsDepthAndItsLimit() {
    ListeningSocket listener = keep(ListeningSocket.bind(Pair.LOOPBACK, 5, false));
    assertThat(listener.queue()).isEqualTo(new TcpQueue(0, 5));

    keep(Pair.connect(listener.address()));
    keep(Pair.connect(listener.address()));

    assertThat(listener.queue()).isEqualTo(new TcpQueue(2, 5));
    keep(new Descriptor(Sockets.accept(listener.number())));
    assertThat(listener.queue()).isEqualTo(new TcpQueue(1, 5));
  }

  @Test
  void theQueueHoldsOneMoreThanItsLimitAndNoMore() {
    ListeningSocket listener = keep(ListeningSocket.bind(Pair.LOOPBACK, 2, false));
    for (int i = 0; i < 6; i++) {
      Descriptor client = keep(Pair.stream(listener.address(), Sockets.NONBLOCK));
      Sockets.connect(client.number(), listener.address().encode());
    }

    await().until(() -> listener.queue().pending() == 3);
    assertThat(listener.queue()).isEqualTo(new TcpQueue(3, 2));
  }

  @Test
  void onlyTcpTellsItsQueue() {
    ListeningSocket listener = keep(ListeningSocket.bind(abstractName(), 5, false));

    assertThatThrownBy(listener::queue).hasMessageContaining("TCP_INFO");
  }

  @Test
  void nonBlockingModeIsSeenByEveryHolder() {
    ListeningSocket listener = keep(ListeningSocket.bind(Pair.LOOPBACK, 8, false));
    ListeningSocket adopted = keep(ListeningSocket.adopt(listener.duplicate()));

    adopted.setNonBlocking(true);
    assertThat(Sockets.accept(listener.number())).isEqualTo(Sockets.WOULD_BLOCK);

    listener.setNonBlocking(false);
    Blocked<Integer> handler = Blocked.in(() -> Sockets.accept(adopted.number()));
    assertThat(handler.isDone()).isFalse();
    keep(Pair.connect(listener.address()));
    assertThat(Descriptor.close(handler.result())).isZero();
  }

  @Test
  void anAdoptedListenerKnowsItsAddress() {
    ListeningSocket tcp = keep(ListeningSocket.bind(Pair.LOOPBACK, 8, false));
    ListeningSocket unix = keep(ListeningSocket.bind(abstractName(), 8, false));

    assertThat(keep(ListeningSocket.adopt(tcp.duplicate())).address()).isEqualTo(tcp.address());
    assertThat(keep(ListeningSocket.adopt(unix.duplicate())).address()).isEqualTo(abstractName());
  }

  @Test
  void onlyTheOneThatBoundAUnixPathRemovesIt(@TempDir Path folder) {
    Path path = folder.resolve("socket");
    ListeningSocket bound = keep(ListeningSocket.bind(unix(path), 8, false));

    ListeningSocket.adopt(bound.duplicate()).close();
    assertThat(path).exists();

    bound.close();
    assertThat(path).doesNotExist();
  }

  @Test
  void aPathLeftByADeadServerIsTakenOver(@TempDir Path folder) {
    Path path = folder.resolve("socket");
    Descriptor dead = Pair.stream(unix(path), 0);
    assertThat(Sockets.bind(dead.number(), unix(path).encode())).isZero();
    dead.close();
    assertThat(path).exists();

    keep(ListeningSocket.bind(unix(path), 8, false));

    keep(Pair.connect(unix(path)));
  }

  @Test
  void aPathOfALivingServerIsLeftAlone(@TempDir Path folder) {
    Path path = folder.resolve("socket");
    keep(ListeningSocket.bind(unix(path), 8, false));

    assertThatThrownBy(() -> ListeningSocket.bind(unix(path), 8, false))
        .hasMessageContaining("EADDRINUSE");
    keep(Pair.connect(unix(path)));
  }

  @Test
  void aPlainFileIsLeftAlone(@TempDir Path folder) throws IOException {
    Path path = Files.writeString(folder.resolve("precious"), "words");

    assertThatThrownBy(() -> ListeningSocket.bind(unix(path), 8, false))
        .hasMessageContaining("EADDRINUSE");
    assertThat(path).hasContent("words");
  }

  @Test
  void aListenerOnIpv6LeavesIpv4ToOthers() {
    Ipv6.assumePresent();
    ListeningSocket six = keep(ListeningSocket.bind(Address.parse("[::]:0"), 8, false));
    int port = ((Address.Internet) six.address()).port();

    assertThat(SocketOption.V6ONLY.get(six)).isEqualTo(1);
    keep(ListeningSocket.bind(Address.parse("127.0.0.1:" + port), 8, false));
  }

  private static Address unix(Path path) {
    return new Address.Unix(path.toString());
  }

  private static Address abstractName() {
    return new Address.Unix("@stampede-listen-" + ProcessHandle.current().pid());
  }
}
