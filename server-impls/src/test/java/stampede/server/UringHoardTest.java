package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.HandlerState;
import stampede.contract.Work;

/** What a handler with a ring takes while it services, and what becomes of that. */
@Timeout(60)
class UringHoardTest {
  private static final long BUSY_NS = 1_500_000_000L;

  private final List<Client> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(Client::close);
  }

  /** One handler that is busy, and {@code more} requests behind. */
  private LiveServer busy(String settings, int more) {
    LiveServer server = LiveServer.started(settings + ",handlers=1");
    request(server, BUSY_NS);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> server.scoreboard().count(HandlerState.SERVICING) == 1);
    for (int i = 0; i < more; i++) {
      request(server, 0);
    }
    return server;
  }

  private void request(LiveServer server, long sleepNs) {
    Client client = Client.connect(server.address());
    client.request(Client.newId(), Work.Kind.SLEEP, sleepNs);
    clients.add(client);
  }

  private Stream<Boolean> answered() {
    return clients.stream().map(client -> client.answer().isPresent());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void multishotTakesWhatItsRingHoldsAndOneMore(int room) {
    try (LiveServer server = busy("uring-multishot,ring=" + room, 8)) {
      await()
          .atMost(Duration.ofSeconds(5))
          .during(Duration.ofMillis(50))
          .until(() -> server.wellKnownAddress().pending() == 8 - room - 1);
      assertThat(server.scoreboard().count(HandlerState.SERVICING)).isEqualTo(1);

      assertThat(answered()).as("armed again").containsOnly(true);
    }
  }

  @Test
  void multishotServicesWhatItHoldsBeforeItLeaves() {
    try (LiveServer server = busy("uring-multishot,ring=4", 5)) {
      await().atMost(Duration.ofSeconds(5)).until(() -> server.wellKnownAddress().pending() == 0);

      assertThat(server.stop()).isTrue();

      assertThat(answered()).containsOnly(true);
      assertThat(server.slots().getFirst().accepts()).isEqualTo(6);
    }
  }

  @Test
  void oneShotLeavesInTheBufferWhatComesWhileItServices() {
    try (LiveServer server = busy("uring", 3)) {
      await().atMost(Duration.ofSeconds(5)).until(() -> server.wellKnownAddress().pending() == 3);

      assertThat(server.stop()).isTrue();

      assertThat(server.slots().getFirst().accepts()).isEqualTo(1);
      assertThat(server.wellKnownAddress().pending()).isEqualTo(3);
    }
  }

  @Test
  void theRoomOfARingIsAPowerOfTwo() {
    assertThatThrownBy(() -> Population.of(Settings.parse("uring-multishot,ring=3")))
        .isInstanceOf(UsageException.class)
        .hasMessage("ring=3: the room of a ring is a power of two");
  }
}
