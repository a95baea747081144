package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.linux.Sockets;

/** The queue depth anybody may see against what the kernel tells the owner of the socket. */
@Timeout(30)
class ListenQueueTest {
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private ListeningSocket listen(Address address, boolean reusePort) {
    ListeningSocket socket = ListeningSocket.bind(address, 64, reusePort);
    opened.add(socket);
    return socket;
  }

  private void connect(Address address) throws IOException {
    Address.Internet internet = (Address.Internet) address;
    Socket client = new Socket();
    opened.add(client);
    client.connect(new InetSocketAddress(internet.host(), internet.port()), 5_000);
  }

  private static void awaitDepth(ListenQueue queue, int depth) {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(queue.sample()).isEqualTo(OptionalInt.of(depth)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:0", "[::1]:0"})
  void theDepthIsWhatTheSocketsOwnerIsTold(String where) throws IOException {
    ListeningSocket socket = listen(Address.parse(where), false);
    ListenQueue queue = ListenQueue.of(socket.address());
    awaitDepth(queue, 0);
    for (int i = 1; i <= 5; i++) {
      connect(socket.address());
      awaitDepth(queue, i);
      assertThat(ListenTable.depth(socket.address())).hasValue(i);
      assertThat(socket.queue().pending()).isEqualTo(i);
    }
    try (Descriptor accepted = new Descriptor(Sockets.accept(socket.number()))) {
      assertThat(accepted.isClosed()).isFalse();
      awaitDepth(queue, 4);
    }
    assertThat(queue.deepest()).isEqualTo(OptionalInt.of(5));
    assertThat(queue.mean()).isBetween(0.1, 5.0);
  }

  @Test
  void allSocketsOfASplitAddressCountHoweverMany() throws IOException {
    ListeningSocket first = listen(Address.parse("127.0.0.1:0"), true);
    List<ListeningSocket> sockets = new ArrayList<>(List.of(first));
    for (int i = 1; i < 96; i++) {
      sockets.add(listen(first.address(), true));
    }
    for (int i = 0; i < 40; i++) {
      connect(first.address());
    }
    awaitDepth(ListenQueue.of(first.address()), 40);
    assertThat(ListenTable.depth(first.address())).hasValue(40);
    assertThat(sockets.stream().mapToInt(socket -> socket.queue().pending()).sum()).isEqualTo(40);
  }

  @Test
  void nobodyListeningIsUnknownAndNotEmpty() {
    ListeningSocket socket = listen(Address.parse("127.0.0.1:0"), false);
    ListenQueue queue = ListenQueue.of(socket.address());
    socket.close();
    assertThat(queue.sample()).isEmpty();
    assertThat(ListenTable.depth(socket.address())).isEmpty();
    assertThat(queue.deepest()).isEmpty();
    assertThat(queue.mean()).isZero();
  }

  @Test
  void aUnixSocketsQueueIsSeenToo() {
    ListeningSocket socket = listen(Address.Unix.unique("queue-test"), false);
    ListenQueue queue = ListenQueue.of(socket.address());
    awaitDepth(queue, 0);
    int number = Sockets.socket(Address.AF_UNIX, Sockets.STREAM | Sockets.CLOEXEC);
    Descriptor client = new Descriptor(number);
    opened.add(client);
    assertThat(Sockets.connect(client.number(), socket.address().encode())).isZero();
    awaitDepth(queue, 1);
  }
}
