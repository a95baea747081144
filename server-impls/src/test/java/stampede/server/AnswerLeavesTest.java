package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.Work;

/** How an answer leaves. */
@Timeout(60)
class AnswerLeavesTest {
  private static final long WORK_NS = 1_000_000_000L;

  /** What nobody reads makes of a close a reset, which must not overtake the answer. */
  @ParameterizedTest
  @ValueSource(strings = {"epoll,handlers=1", "per-connection"})
  void whoSaysMoreThanItsRequestHasItsAnswerStill(String settings) {
    try (LiveServer live = LiveServer.started(settings);
        Client client = Client.connect(live.address())) {
      long id = Client.newId();
      client.request(id, Work.Kind.SLEEP, WORK_NS);
      live.awaitServicing(id);
      client.send((byte) 1);
      assertThat(client.answer().orElseThrow().id()).isEqualTo(id);
    }
  }
}
