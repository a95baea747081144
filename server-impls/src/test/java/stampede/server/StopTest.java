package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.HandlerState;
import stampede.contract.Work;

/** Stopping gracefully. */
@Timeout(60)
class StopTest {
  private static final int MORE_THAN_EVER_COME = 50_000;

  @EveryServer
  void losesNothingThatWasAcceptedWhenStoppedUnderFlood(String settings) {
    try (LiveServer server = LiveServer.started(settings)) {
      Flood flood =
          Flood.start(server.address(), 8, MORE_THAN_EVER_COME, Work.Kind.SLEEP, 1_000_000);
      await().atMost(Duration.ofSeconds(20)).until(() -> flood.count() > 60);

      assertThat(server.stop()).as("every handler left by itself").isTrue();

      server.wellKnownAddress().close();
      flood.await();
      assertThat(flood.wasRefused()).isTrue();
      Serviced serviced = server.serviced();
      serviced.assertExactlyOnce(flood.answered());
      assertThat(serviced.timesOfId().keySet()).isEqualTo(flood.answered());
      assertThat(server.slots())
          .allMatch(slot -> slot.state() == HandlerState.STOPPED)
          .allMatch(slot -> slot.accepts() == slot.serviced());
    }
  }

  /** A service that outlasts the bound is left behind, and the answer says so. */
  @Test
  void isBoundedWhenAServiceTakesTooLong() {
    try (LiveServer server = LiveServer.started("blocking,as=processes,handlers=2");
        Client client = Client.connect(server.address())) {
      client.request(Client.newId(), Work.Kind.SLEEP, 30_000_000_000L);
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> server.scoreboard().count(HandlerState.SERVICING) == 1);

      assertThat(server.stop(300_000_000L)).isFalse();

      assertThat(client.answer()).isEmpty();
      assertThat(server.scoreboard().count(HandlerState.STOPPED)).isEqualTo(1);
    }
  }

  @Test
  void manyHandlersThatQueueForTheAcceptLockLeaveTogether() {
    try (LiveServer server = LiveServer.started("mutex,handlers=256")) {
      assertThat(server.stop()).isTrue();
      assertThat(server.scoreboard().count(HandlerState.STOPPED)).isEqualTo(256);
    }
  }
}
