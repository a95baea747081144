package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.ControlMessage;
import stampede.contract.HandlerState;
import stampede.contract.Work;

/** What load-aware choice is worth, and what it needs. */
@Timeout(60)
class ReuseportIdleTest {
  private static final String FOUR = ",handlers=4,deadline=30s";
  private static final int CLIENTS = 60;

  /** Holds one handler by a client that says nothing, and waits until the others are available. */
  private static Client holdOne(LiveServer server) {
    Client silent = Client.connect(server.address());
    awaitOneHeld(server);
    return silent;
  }

  private static void awaitOneHeld(LiveServer server) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(1))
        .until(
            () ->
                server.scoreboard().count(HandlerState.SERVICING) == 1
                    && server.scoreboard().count(HandlerState.AVAILABLE) == 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"as=threads", "as=processes", "as=processes,threads=2", "as=threads,claim=0ms"})
  void noRequestWaitsBehindAHeldHandler(String population) {
    try (LiveServer server = LiveServer.started("reuseport-idle," + population + FOUR);
        Client silent = holdOne(server)) {
      for (int i = 0; i < CLIENTS; i++) {
        assertThat(Client.exchange(server.address())).isPresent();
        awaitOneHeld(server);
      }
      assertThat(server.wellKnownAddress().pending()).isZero();
      silent.reset();
    }
  }

  /** The measure of it: the hash gives a held handler its share. */
  @Test
  void withoutTheProgramRequestsStrandBehindAHeldHandler() {
    List<Client> clients = new ArrayList<>();
    try (LiveServer server = LiveServer.started("reuseport,as=threads" + FOUR);
        Client silent = holdOne(server)) {
      for (int i = 0; i < CLIENTS; i++) {
        Client client = Client.connect(server.address());
        client.request(Client.newId(), Work.Kind.NONE, 0);
        clients.add(client);
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> answered(server) + server.wellKnownAddress().pending() == CLIENTS);
      awaitOneHeld(server);

      assertThat(server.wellKnownAddress().pending()).isPositive();
      silent.reset();
      assertThat(clients).allSatisfy(client -> assertThat(client.answer()).isPresent());
    } finally {
      clients.forEach(Client::close);
    }
  }

  private static long answered(LiveServer server) {
    return server.slots().stream().mapToLong(slot -> slot.serviced()).sum();
  }

  @Test
  void capabilitiesAreEnough() {
    List<String> enough = List.of("setpriv", "--bounding-set=-all,+bpf,+perfmon");
    try (ServerProcess server =
        ServerProcess.start(enough, "reuseport-idle,as=processes,handlers=2", "127.0.0.1:0")) {
      assertThat(server.first().verb()).as(server.first().toString()).isEqualTo("ready");
      Optional<Answer> answer = Client.exchange(server.address());
      assertThat(answer).isPresent();
      server.tellToStop();
      assertThat(server.exit()).isZero();
    }
  }

  @Test
  void withoutPrivilegeTheServerSaysWhatItNeeds() {
    List<String> nothing = List.of("setpriv", "--bounding-set=-all");
    try (ServerProcess server =
        ServerProcess.start(nothing, "reuseport-idle,handlers=2", "127.0.0.1:0")) {
      ControlMessage first = server.first();
      assertThat(first.verb()).isEqualTo("failed");
      assertThat(first.required("message"))
          .isEqualTo(
              "reuseport-idle cannot run here: loading BPF programs needs root, or CAP_BPF and"
                  + " CAP_PERFMON");
      assertThat(first.number("exit")).isEqualTo(69);
    }
  }

  @Test
  void aClaimIsAShortTime() {
    for (String claim : List.of("2s", "-1ms", "soon")) {
      assertThatThrownBy(() -> Population.of(Settings.parse("reuseport-idle,claim=" + claim)))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("claim");
    }
  }
}
