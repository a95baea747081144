package stampede.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.cluster.Meeting;
import stampede.server.UsageException;

@Timeout(60)
class MeetingTextTest {
  private static Meeting.Place place(String join) {
    return MeetingText.read(Optional.of(join), "127.0.0.1", 7800, Optional.empty()).place();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, 7800",
    "192.0.2.1:7900, 192.0.2.1, 7900",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1, 7800",
    "[2001:db8::1]:7900, 2001:db8:0:0:0:0:0:1, 7900",
    "[2001:db8::1], 2001:db8:0:0:0:0:0:1, 7800"
  })
  void aHostMayNameItsPort(String text, String host, int port) {
    assertThat(place(text))
        .isInstanceOfSatisfying(
            Meeting.Place.Hosts.class,
            hosts -> {
              InetSocketAddress only = hosts.hosts().getFirst();
              assertThat(only.getAddress().getHostAddress()).isEqualTo(host);
              assertThat(only.getPort()).isEqualTo(port);
            });
  }

  @Test
  void membersMeetAtHostsByNameOrInAFolder() {
    assertThat(((Meeting.Place.Hosts) place("192.0.2.1, 192.0.2.2:79")).hosts()).hasSize(2);
    assertThat(place("dns:agents.example")).isEqualTo(new Meeting.Place.Dns("agents.example"));
    assertThat(place("file:/shared")).isEqualTo(new Meeting.Place.Folder(Path.of("/shared")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "192.0.2.1,", "192.0.2.1:x", "192.0.2.1:0", "192.0.2.1:65535"})
  void whatIsNoHostIsWrongUsage(String join) {
    assertThatThrownBy(() -> place(join)).isInstanceOf(UsageException.class);
  }

  @Test
  void agentsByHostAreCountedAndMetThere() {
    Gathering gathering =
        Gathering.of(
            "127.0.0.1:7900,127.0.0.2", Optional.empty(), "127.0.0.1", 7800, Optional.empty());
    assertThat(gathering.count()).isEqualTo(2);
    assertThat(((Meeting.Place.Hosts) gathering.meeting().place()).hosts())
        .extracting(InetSocketAddress::getPort)
        .containsExactly(7900, 7800);
  }

  @Test
  void agentsByNumberAreMetWhereMembersMeet() {
    Gathering gathering =
        Gathering.of("3", Optional.of("127.0.0.2"), "127.0.0.1", 7800, Optional.empty());
    assertThat(gathering.count()).isEqualTo(3);
  }
}
