package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.ControlMessage;
import stampede.contract.HandlerState;
import stampede.contract.Work;
import stampede.linux.Signal;

/** A server's processes from their start to their end, however they end. */
@Timeout(90)
class ServerProcessTest {
  private static final String ANY_PORT = "127.0.0.1:0";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blocking,handlers=2",
        "epoll,as=processes,handlers=2",
        "reuseport,as=processes,handlers=4,threads=2"
      })
  void saysWhereItListensAndStopsWhenTold(String settings) {
    try (ServerProcess server = ServerProcess.ready(settings, ANY_PORT)) {
      assertThat(server.scoreboard().spawnerPid()).isEqualTo(server.pid());
      Flood.start(server.address(), 4, 40).await().assertAllAnswered(40);
      List<Integer> pids = server.pids();

      server.tellToStop();

      assertThat(server.message()).isEqualTo(ControlMessage.of("stopped").with("clean", true));
      assertThat(server.exit()).isZero();
      Running.awaitNone(pids);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll,handlers=3", "mutex,as=processes,handlers=3"})
  void stopsGracefullyWhenTerminatedUnderFlood(String settings) {
    try (ServerProcess server = ServerProcess.ready(settings, ANY_PORT)) {
      Flood flood = Flood.start(server.address(), 8, 50_000, Work.Kind.SLEEP, 1_000_000);
      await().atMost(Duration.ofSeconds(20)).until(() -> flood.count() > 100);

      server.send(Signal.TERM);

      assertThat(server.exit()).isZero();
      flood.await();
      server.serviced().assertExactlyOnce(flood.answered());
      assertThat(server.serviced().timesOfId().keySet()).isEqualTo(flood.answered());
      assertThat(server.scoreboard().count(HandlerState.STOPPED)).isEqualTo(3);
    }
  }

  @Test
  void handlersDieWithAKilledSpawnerAndTheAddressIsFreeAtOnce() {
    try (ServerProcess server = ServerProcess.ready("epoll,as=processes,handlers=3", ANY_PORT)) {
      Flood flood = Flood.start(server.address(), 4, 50_000, Work.Kind.SLEEP, 1_000_000);
      await().atMost(Duration.ofSeconds(20)).until(() -> flood.count() > 50);

      server.send(Signal.KILL);

      Running.awaitNone(server.pids());
      flood.await();
      server.serviced().assertExactlyOnce(flood.answered());
      String address = server.address().toString();
      try (ServerProcess next = ServerProcess.ready("blocking,handlers=1", address)) {
        assertThat(Client.exchange(next.address())).isPresent();
      }
    }
  }

  @Test
  void everythingDiesWithTheProcessThatDirectsIt() throws IOException {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ServerOwner.class.getName(),
                "blocking,as=processes,handlers=2")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var said = owner.inputReader()) {
      List<Integer> pids = Stream.of(said.readLine().split(" ", -1)).map(Integer::valueOf).toList();
      assertThat(pids).hasSize(3).allMatch(Running::isRunning);

      owner.destroyForcibly();

      Running.awaitNone(pids);
    } finally {
      owner.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocking", "epoll,as=processes", "reuseport", "reuseport,as=processes"})
  void secondServerAtAnAddressFailsAndLeavesTheFirstAlone(String settings) {
    try (ServerProcess server = ServerProcess.ready(settings + ",handlers=2", ANY_PORT)) {
      String address = server.address().toString();
      for (String other : List.of("blocking,handlers=1", "reuseport,handlers=2")) {
        try (ServerProcess second = ServerProcess.start(other, address)) {
          assertThat(second.first().verb()).isEqualTo("failed");
          assertThat(second.first().required("message")).contains(address + " is taken");
          assertThat(second.first().number("exit")).isEqualTo(69);
          assertThat(second.exit()).isEqualTo(69);
        }
      }
      Flood.start(server.address(), 4, 40).await().assertAllAnswered(40);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-strategy", "epoll,handlers=0", "epoll-exclusive,rotate=often"})
  void wrongSettingsFailAsWrongUsage(String settings) {
    try (ServerProcess server = ServerProcess.start(settings, ANY_PORT)) {
      assertThat(server.first().verb()).isEqualTo("failed");
      assertThat(server.first().number("exit")).isEqualTo(64);
      assertThat(server.exit()).isEqualTo(64);
    }
  }

  @Test
  void failureNobodyForesawIsToldToo() {
    try (ServerProcess server = ServerProcess.start("blocking", "nowhere")) {
      assertThat(server.first().verb()).isEqualTo("failed");
      assertThat(server.first().number("exit")).isEqualTo(70);
      assertThat(server.exit()).isEqualTo(70);
    }
  }

  @Test
  void processOfMoreThreadsThanAMessageCarriesDescriptorsStarts() {
    try (LiveServer server = LiveServer.started("epoll,as=processes,handlers=260,threads=260")) {
      Flood.start(server.address(), 4, 40).await().assertAllAnswered(40);
    }
  }
}
