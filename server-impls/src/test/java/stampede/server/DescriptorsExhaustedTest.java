package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.HandlerSlot;
import stampede.contract.Work;
import stampede.linux.Clock;

/** A server that may open fewer descriptors than it has handlers. */
@Timeout(60)
class DescriptorsExhaustedTest {
  private static final int HANDLERS = 64;
  private static final int LIMIT = 40;
  private static final long HOLD_NS = 100_000_000L;
  private static final long PAUSE_NS = 10_000_000L;

  @Test
  void handlersPauseInsteadOfSpinningAndServeEverythingAfterwards() {
    List<String> limited = List.of("sh", "-c", "ulimit -n " + LIMIT + "; exec \"$@\"", "sh");
    long startedNs = Clock.monotonicNs();
    try (ServerProcess server =
        ServerProcess.start(limited, "blocking,handlers=" + HANDLERS, "127.0.0.1:0")) {
      assertThat(server.first().verb()).as(server.first().toString()).isEqualTo("ready");

      Flood flood =
          Flood.start(server.address(), HANDLERS, 3 * HANDLERS, Work.Kind.SLEEP, HOLD_NS).await();

      flood.assertAllAnswered(3 * HANDLERS);
      server.serviced().assertExactlyOnce(flood.answered());
      assertThat(server.scoreboard().replaced()).as("handlers that died of it").isZero();
      long errors = server.scoreboard().all().stream().mapToLong(HandlerSlot::acceptErrors).sum();
      long pausesPerHandler = (Clock.monotonicNs() - startedNs) / PAUSE_NS + 1;
      assertThat(errors).isBetween(1L, HANDLERS * pausesPerHandler);
      assertThat(Client.exchange(server.address())).isPresent();
      server.tellToStop();
      assertThat(server.exit()).isZero();
    }
  }
}
