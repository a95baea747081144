package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.linux.Affinity;

/** Requests stay on the CPU they came to. */
@Timeout(60)
class ReuseportCpuTest {
  private static final int REQUESTS = 40;
  private static final int HANDLERS_PER_CPU = 2;

  @ParameterizedTest
  @ValueSource(strings = {"as=threads", "as=processes", "as=processes,threads=2"})
  void everyHandlerOfTheReceivingCpuServicesAndNoOther(String population) {
    BitSet allowed = Affinity.ofThisThread();
    int handlers = HANDLERS_PER_CPU * allowed.cardinality();
    String settings = "reuseport-cpu,place=spread," + population + ",handlers=" + handlers;
    try (LiveServer server = LiveServer.started(settings)) {
      for (int cpu = allowed.nextSetBit(0); cpu >= 0; cpu = allowed.nextSetBit(cpu + 1)) {
        assertThat(handlersThatServeOnlyOn(cpu, server)).hasSize(HANDLERS_PER_CPU);
      }
    }
  }

  private static Set<Integer> handlersThatServeOnlyOn(int cpu, LiveServer server) {
    BitSet one = new BitSet();
    one.set(cpu);
    CompletableFuture<Set<Integer>> handlers = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                Affinity.placeThisThread(one);
                handlers.complete(handlersThatServe(cpu, server));
              } catch (Throwable failure) {
                handlers.completeExceptionally(failure);
              }
            });
    return handlers.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static Set<Integer> handlersThatServe(int cpu, LiveServer server) {
    Set<Integer> handlers = new HashSet<>();
    for (int i = 0; i < REQUESTS; i++) {
      Answer answer = Client.exchange(server.address()).orElseThrow();
      assertThat(answer.cpu()).isEqualTo(cpu);
      handlers.add(answer.handler());
    }
    return handlers;
  }
}
