package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.HandlerSlot;
import stampede.linux.Affinity;

/** On which CPUs handlers run. */
@Timeout(60)
class PlacementTest {
  private static final int REQUESTS = 200;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reuseport",
        "blocking,as=processes",
        "blocking,as=processes,threads=2",
        "nio",
        "netty-epoll,as=processes,threads=2"
      })
  void spreadHandlersKeepToOneCpuEachAndUseThemAll(String settings) {
    BitSet allowed = Affinity.ofThisThread();
    int handlers = Math.max(2, Math.min(8, allowed.cardinality()));
    try (LiveServer server = LiveServer.started(settings + ",place=spread,handlers=" + handlers)) {
      BitSet expected = new BitSet();
      for (HandlerSlot slot : server.slots()) {
        BitSet cpus = Affinity.ofThread(slot.tid());
        assertThat(cpus.cardinality()).isEqualTo(1);
        expected.or(cpus);
      }
      assertThat(expected.cardinality()).isEqualTo(Math.min(handlers, allowed.cardinality()));

      Flood flood = Flood.start(server.address(), 8, REQUESTS).await();

      flood.assertAllAnswered(REQUESTS);
      assertThat(flood.answers())
          .allMatch(
              answer ->
                  Affinity.ofThread(server.slots().get(answer.handler()).tid()).get(answer.cpu()));
    }
  }
}
