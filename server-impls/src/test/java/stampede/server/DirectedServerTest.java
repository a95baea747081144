package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.ControlMessage;
import stampede.contract.HandlerState;
import stampede.contract.Work;
import stampede.linux.Signal;

/** What whoever directs a server can order: to hold its handlers back, and how many to have. */
@Timeout(90)
class DirectedServerTest {
  private static final String ANY_PORT = "127.0.0.1:0";
  private static final ControlMessage STOPPED = ControlMessage.of("stopped").with("clean", true);

  private static int handlers(ServerProcess server) {
    return server.scoreboard().count(HandlerState.AVAILABLE, HandlerState.SERVICING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll,handlers=2", "reuseport,as=processes,handlers=2", "dispatcher"})
  void storesRequestsWhileHeldAndServicesThemOnceStarted(String settings) {
    try (ServerProcess server = ServerProcess.held(settings, ANY_PORT)) {
      assertThat(server.first().verb()).isEqualTo("listening");
      List<Client> early =
          IntStream.range(0, 5).mapToObj(i -> Client.connect(server.address())).toList();
      early.forEach(client -> client.request(Client.newId(), Work.Kind.NONE, 0));
      assertThat(handlers(server)).isZero();
      assertThat(server.scoreboard().spawnerPid()).isZero();

      server.tell(ControlMessage.of("start"));

      assertThat(server.message().verb()).isEqualTo("ready");
      assertThat(early).allSatisfy(client -> assertThat(client.answer()).isPresent());
      early.forEach(Client::close);
      server.send(Signal.TERM);
      assertThat(server.message()).isEqualTo(STOPPED);
      assertThat(server.exit()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void heldServerEndsWhenToldOrTerminated(boolean told) {
    try (ServerProcess server = ServerProcess.held("blocking,as=processes", ANY_PORT)) {
      if (told) {
        server.tellToStop();
      } else {
        server.send(Signal.TERM);
      }
      assertThat(server.message()).isEqualTo(STOPPED);
      assertThat(server.exit()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epoll,policy=directed,handlers=2,max=8",
        "mutex,policy=directed,handlers=2,max=8",
        "reuseport,policy=directed,handlers=2,max=8",
        "blocking,policy=spare,spare-min=2,spare-max=4,tick=10ms,handlers=4,max=8",
        "reuseport,as=processes,threads=2,policy=directed,handlers=2,max=8"
      })
  void hasAsManyHandlersAsOrderedAndLosesNothing(String settings) {
    try (ServerProcess server = ServerProcess.ready(settings, ANY_PORT)) {
      Flood flood = Flood.start(server.address(), 4, 1_500, Work.Kind.SLEEP, 1_000_000);
      await().atMost(Duration.ofSeconds(20)).until(() -> flood.count() > 20);
      for (int handlers : new int[] {8, 2, 6, 4}) {
        server.tell(ControlMessage.of("resize").with("handlers", handlers));
        assertThat(server.message())
            .isEqualTo(ControlMessage.of("resized").with("handlers", handlers));
        assertThat(handlers(server)).isEqualTo(handlers);
      }
      flood.await().assertAllAnswered(1_500);
      server.serviced().assertExactlyOnce(flood.answered());
      assertThat(handlers(server)).as("the policy is suspended").isEqualTo(4);
      server.tellToStop();
      assertThat(server.message()).isEqualTo(STOPPED);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoll,handlers=2 | 1 | the population is fixed; say policy=directed",
        "epoll,policy=directed,max=4 | 5 | 5 handlers are not between 1 and 4",
        "epoll,policy=directed,max=4 | 0 | 0 handlers are not between 1 and 4",
        "epoll,as=processes,threads=2,policy=directed,max=4 | 3"
            + " | 3 handlers are no whole number of processes of 2 threads"
      })
  void refusesWhatCannotBeAndGoesOn(String settings, int handlers, String reason) {
    try (ServerProcess server = ServerProcess.ready(settings, ANY_PORT)) {
      server.tell(ControlMessage.of("resize").with("handlers", handlers));

      ControlMessage answer = server.message();
      assertThat(answer.verb()).isEqualTo("refused");
      assertThat(answer.number("handlers")).isEqualTo(handlers);
      assertThat(answer.required("message")).isEqualTo(reason);
      assertThat(Client.exchange(server.address())).isPresent();
    }
  }
}
