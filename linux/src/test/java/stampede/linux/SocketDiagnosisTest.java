package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(40)
class SocketDiagnosisTest {
  private final List<Descriptor> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Descriptor::close);
  }

  private ListeningSocket listen(Address address, int backlog, boolean reusePort) {
    ListeningSocket socket = ListeningSocket.bind(address, backlog, reusePort);
    opened.add(socket);
    return socket;
  }

  private void connect(ListeningSocket socket) {
    opened.add(Pair.connect(socket.address()));
  }

  private static List<Listener> found(Address address) {
    return SocketDiagnosis.listeners(address).orElseThrow();
  }

  private static long inode(Descriptor socket) throws IOException {
    String link = Files.readSymbolicLink(Path.of("/proc/self/fd/" + socket.number())).toString();
    return Long.parseLong(link.replaceAll("[^0-9]", ""));
  }

  @Test
  void isAvailableHere() {
    assertThat(SocketDiagnosis.unavailable()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:0", "[::1]:0", "unix:@diagnosis-test"})
  void tellsTheInodeTheQueueAndItsLimit(String where) throws IOException {
    if (where.startsWith("[")) {
      Ipv6.assumePresent();
    }
    ListeningSocket socket = listen(Address.parse(where), 9, false);
    assertThat(found(socket.address())).containsExactly(new Listener(inode(socket), 0, 9));

    connect(socket);
    connect(socket);

    assertThat(found(socket.address())).containsExactly(new Listener(inode(socket), 2, 9));
    Descriptor.close(Sockets.accept(socket.number()));
    assertThat(found(socket.address())).containsExactly(new Listener(inode(socket), 1, 9));
  }

  @Test
  void findsAUnixSocketByItsPath(@TempDir Path folder) throws IOException {
    ListeningSocket socket = listen(new Address.Unix(folder + "/socket"), 3, false);
    connect(socket);
    assertThat(found(socket.address())).containsExactly(new Listener(inode(socket), 1, 3));
  }

  @Test
  void findsEverySocketOfASplitAddress() {
    ListeningSocket first = listen(Pair.LOOPBACK, 5, true);
    for (int i = 1; i < 300; i++) {
      listen(first.address(), 5, true);
    }
    for (int i = 0; i < 20; i++) {
      connect(first);
    }
    List<Listener> all = found(first.address());
    assertThat(all).extracting(Listener::inode).doesNotHaveDuplicates().hasSize(300);
    assertThat(all.stream().mapToInt(Listener::pending).sum()).isEqualTo(20);
  }

  @Test
  void whoListensEverywhereListensAtEachHost() throws IOException {
    ListeningSocket everywhere = listen(Address.parse("0.0.0.0:0"), 5, false);
    Address.Internet all = (Address.Internet) everywhere.address();
    Address here = Address.parse("127.0.0.1:" + all.port());
    assertThat(found(here)).containsExactly(new Listener(inode(everywhere), 0, 5));
    assertThat(found(Address.parse("[::1]:" + all.port()))).isEmpty();
  }

  @Test
  void theVeryHostComesBeforeEverywhere() throws IOException {
    ListeningSocket here = listen(Pair.LOOPBACK, 5, true);
    Address.Internet address = (Address.Internet) here.address();
    listen(Address.parse("0.0.0.0:" + address.port()), 5, true);
    assertThat(found(address)).containsExactly(new Listener(inode(here), 0, 5));
  }

  @Test
  void anIpv6SocketThatTakesIpv4ListensThereToo() throws IOException {
    Ipv6.assumePresent();
    Descriptor both = new Descriptor(Sockets.socket(Address.AF_INET6, Sockets.STREAM));
    opened.add(both);
    SocketOption.V6ONLY.set(both, 0);
    assertThat(NativeCall.quick("listen").call(both.number(), 4)).isZero();
    Address.Internet all = (Address.Internet) ListeningSocket.nameOf(both.number());
    Address four = Address.parse("127.0.0.1:" + all.port());
    assertThat(found(four)).containsExactly(new Listener(inode(both), 0, 4));
  }

  @Test
  void anIpv6SocketThatTakesIpv6OnlyDoesNot() {
    Ipv6.assumePresent();
    ListeningSocket six = listen(Address.parse("[::]:0"), 4, false);
    Address.Internet all = (Address.Internet) six.address();
    assertThat(found(Address.parse("127.0.0.1:" + all.port()))).isEmpty();
    assertThat(found(Address.parse("[::1]:" + all.port()))).hasSize(1);
  }

  @Test
  void nobodyListeningIsNoneAndNotUnknown() {
    ListeningSocket socket = listen(Pair.LOOPBACK, 5, false);
    socket.close();
    assertThat(SocketDiagnosis.listeners(socket.address())).contains(List.of());
    assertThat(SocketDiagnosis.listeners(new Address.Unix("@nobody-listens"))).contains(List.of());
  }
}
