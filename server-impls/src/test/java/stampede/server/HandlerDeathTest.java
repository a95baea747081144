package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.HandlerSlot;
import stampede.contract.Work;
import stampede.linux.Signal;
import stampede.server.strategy.Catalogue;

/** Handler processes that are killed while they work. */
@Timeout(60)
class HandlerDeathTest {
  private static final int REQUESTS = 600;
  private static final int CLIENTS = 8;

  @EveryProcessServer
  void killedProcessIsReplacedAndOnlyItsOwnRequestsSuffer(String settings) {
    try (LiveServer server = LiveServer.started(settings)) {
      Flood flood = Flood.start(server.address(), CLIENTS, REQUESTS, Work.Kind.SLEEP, 1_000_000);
      await().atMost(Duration.ofSeconds(20)).until(() -> flood.count() > 50);

      int killed = server.slots().getFirst().pid();
      Signal.KILL.sendTo(killed);
      flood.await();

      assertThat(flood.unanswered())
          .as("requests that were accepted and not answered when they were killed")
          .hasSizeLessThanOrEqualTo(mayDieWithAProcess(server, Settings.parse(settings)));
      assertThat(flood.count()).isEqualTo(REQUESTS - flood.unanswered().size());
      server.serviced().assertExactlyOnce(flood.answered());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.scoreboard().replaced() > 0 && server.allAvailable());
      assertThat(server.slots()).noneMatch(slot -> slot.pid() == killed);
      assertThat(server.slots().getFirst().generation()).isEqualTo(2);
      assertThat(server.scoreboard().replaced()).isEqualTo(1);
      Flood.start(server.address(), 4, 40).await().assertAllAnswered(40);
    }
  }

  private static int mayDieWithAProcess(LiveServer server, Settings settings) {
    int held = Catalogue.strategy(settings.name()).holdsAtMost(settings);
    return Math.min(CLIENTS, server.population().threadsPerProcess() * (1 + held));
  }

  /**
   * Without requests the lock stays with the handler that has it, and that one is among those
   * killed.
   */
  @Test
  void lockOfADeadHolderGoesToTheNext() {
    try (LiveServer server = LiveServer.started("mutex,as=processes,handlers=3")) {
      Set<Integer> pids = new HashSet<>(server.slots().stream().map(HandlerSlot::pid).toList());
      for (int pid : List.copyOf(pids)) {
        Signal.KILL.sendTo(pid);
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> server.allAvailable() && server.slots().stream().noneMatch(is(pid)));
      }
      assertThat(server.slots().stream().mapToLong(HandlerSlot::locksFromTheDead).sum())
          .isPositive();
      Flood.start(server.address(), 4, 40).await().assertAllAnswered(40);
    }
  }

  private static Predicate<HandlerSlot> is(int pid) {
    return slot -> slot.pid() == pid;
  }

  @Test
  void handlerKilledWhileAllStopIsNotACleanStop() {
    try (LiveServer server = LiveServer.started("blocking,as=processes,handlers=2");
        Client client = Client.connect(server.address())) {
      long id = Client.newId();
      client.request(id, Work.Kind.SLEEP, 20_000_000_000L);
      HandlerSlot busy = server.awaitServicing(id);
      Thread killer =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    await().atMost(Duration.ofSeconds(10)).until(busy::stopWanted);
                    Signal.KILL.sendTo(busy.pid());
                  });

      assertThat(server.stop()).isFalse();

      assertThat(killer.isAlive()).isFalse();
      assertThat(client.answer()).isEmpty();
    }
  }
}
