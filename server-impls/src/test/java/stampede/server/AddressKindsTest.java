package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.linux.Address;
import stampede.linux.Signal;
import stampede.server.strategy.Catalogue;

/** Every kind of address a server can listen at, and the ones it cannot have. */
@Timeout(60)
class AddressKindsTest {
  @TempDir private Path folder;

  private static WellKnownAddress open(String strategy, String address) {
    return WellKnownAddress.open(
        Address.parse(address), Catalogue.strategy(strategy).traits(), 2, Listening.backlog(16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blocking,handlers=2",
        "epoll,as=processes,handlers=2",
        "nio,handlers=2",
        "virtual-threads,handlers=2",
        "netty-nio,handlers=2",
        "netty-epoll,handlers=2",
        "netty-uring,as=processes,handlers=2"
      })
  void servesAtAUnixPathAndRemovesItAtTheEnd(String settings) {
    Path path = folder.resolve("socket");
    try (ServerProcess server = ServerProcess.ready(settings, "unix:" + path)) {
      assertThat(path).exists();
      Flood.start(server.address(), 4, 40).await().assertAllAnswered(40);

      server.tellToStop();

      assertThat(server.exit()).isZero();
      assertThat(path).doesNotExist();
    }
  }

  @Test
  void takesOverThePathOfAKilledServerAndOnlyThen() {
    String path = "unix:" + folder.resolve("socket");
    try (ServerProcess killed = ServerProcess.ready("blocking,handlers=1", path)) {
      try (ServerProcess second = ServerProcess.start("blocking,handlers=1", path)) {
        assertThat(second.first().verb()).isEqualTo("failed");
        assertThat(second.exit()).isEqualTo(69);
      }
      assertThat(Client.exchange(killed.address())).isPresent();

      killed.send(Signal.KILL);
      killed.exit();

      try (ServerProcess next = ServerProcess.ready("blocking,handlers=1", path)) {
        assertThat(Client.exchange(next.address())).isPresent();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blocking,handlers=2",
        "reuseport,as=processes,handlers=2",
        "nio,handlers=2",
        "virtual-threads,handlers=2",
        "netty-nio,handlers=2",
        "netty-epoll,handlers=2",
        "netty-reuseport,as=processes,handlers=2",
        "netty-uring,handlers=2"
      })
  void servesOverIpv6(String settings) {
    Ipv6.assumePresent();
    try (ServerProcess server = ServerProcess.ready(settings, "[::1]:0")) {
      assertThat(server.address().toString()).startsWith("[::1]:");
      Flood.start(server.address(), 4, 40).await().assertAllAnswered(40);
    }
  }

  @Test
  void servesAtAnAbstractName() {
    try (ServerProcess server =
        ServerProcess.ready("blocking,handlers=1", Address.Unix.unique("kinds").toString())) {
      assertThat(Client.exchange(server.address())).isPresent();
    }
  }

  @Test
  void leavesAFileThatIsNoSocketAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("precious"), "data");

    assertThatThrownBy(() -> open("blocking", "unix:" + file).close())
        .isInstanceOf(StartException.class)
        .hasMessageContaining("is not a socket");

    assertThat(file).hasContent("data");
  }

  @Test
  void namesTheMissingFolderOfAPath() {
    assertThatThrownBy(() -> open("blocking", "unix:" + folder.resolve("none/socket")).close())
        .isInstanceOf(StartException.class)
        .hasMessageContaining("its folder does not exist");
  }

  @Test
  void saysThatAnAddressIsNotOfThisMachine() {
    assertThatThrownBy(() -> open("blocking", "192.0.2.1:0").close())
        .isInstanceOf(StartException.class)
        .hasMessageContaining("is not an address of this machine");
  }

  @Test
  void splitAddressCannotBeAPath() {
    assertThatThrownBy(() -> open("reuseport", "unix:" + folder.resolve("socket")).close())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("SO_REUSEPORT needs HOST:PORT");
  }

  @Test
  void splitAddressHasOnePortAndASocketForEachHandler() {
    try (WellKnownAddress address = open("reuseport", "127.0.0.1:0")) {
      assertThat(address.socketOf(0)).isNotSameAs(address.socketOf(1));
      assertThat(address.socketOf(1).address()).isEqualTo(address.address());
    }
  }
}
