package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.HandlerSlot;
import stampede.linux.Clock;

/** Peers whose silent clients hold every descriptor there is, until their time is over. */
@Timeout(60)
class PeersExhaustedTest {
  private static final int SILENT = 80;
  private static final String LIMIT = "70";
  private static final long PAUSE_NS = 10_000_000L;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nio,handlers=2",
        "virtual-threads,handlers=" + SILENT,
        "netty-nio,handlers=2",
        "netty-epoll,handlers=2",
        "netty-reuseport,handlers=2",
        "netty-uring,handlers=2"
      })
  void pauseInsteadOfSpinningAndServeEverybodyAfterwards(String settings) {
    List<String> limited = List.of("sh", "-c", "ulimit -n " + LIMIT + "; exec \"$@\"", "sh");
    long startedNs = Clock.monotonicNs();
    try (ServerProcess server =
        ServerProcess.start(limited, settings + ",deadline=500ms", "127.0.0.1:0")) {
      assertThat(server.first().verb()).as(server.first().toString()).isEqualTo("ready");
      assertThat(Client.exchange(server.address())).isPresent();
      List<Client> silent = new ArrayList<>();
      for (int i = 0; i < SILENT; i++) {
        silent.add(Client.connect(server.address()));
      }

      Flood flood = Flood.start(server.address(), 4, 40).await();

      flood.assertAllAnswered(40);
      server.serviced().assertExactlyOnce(flood.answered());
      assertThat(silent).allSatisfy(client -> assertThat(client.answer()).isEmpty());
      silent.forEach(Client::close);
      long errors = server.scoreboard().all().stream().mapToLong(HandlerSlot::acceptErrors).sum();
      long pauses = (Clock.monotonicNs() - startedNs) / PAUSE_NS + 1;
      assertThat(errors).isBetween(1L, 2 * pauses);
      assertThat(server.scoreboard().replaced()).as("handlers that died of it").isZero();
      server.tellToStop();
      assertThat(server.exit()).isZero();
    }
  }
}
