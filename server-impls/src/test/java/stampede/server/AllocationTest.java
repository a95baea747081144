package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contract.Work;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Strategy;
import stampede.server.strategy.Traits;

/** Handlers leave the garbage collector nothing to do. */
@Isolated("it finds its handlers among all threads of the process")
@Timeout(60)
class AllocationTest {
  private static final int WARM_UP = 3_000;
  private static final int MEASURED = 2_000;

  /** The steady state is reached when the optimising compiler is done with the path. */
  private static final int ROUNDS = 15;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static List<String> strategies() {
    return Catalogue.all().stream()
        .filter(strategy -> strategy.traits().kind() == Traits.Kind.DIRECT)
        .map(Strategy::name)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void handlersAllocateNothingForARequest(String strategy) {
    int handlers = Math.min(2, Catalogue.strategy(strategy).traits().maxHandlers());
    requireNoneAllocated(strategy + ",as=threads,handlers=" + handlers, handlers);
  }

  @Test
  void norForASlowDownOnPurpose() {
    requireNoneAllocated("epoll,handlers=2,work-extra=1us@50%", 2);
  }

  private void requireNoneAllocated(String settings, int handlers) {
    try (LiveServer server = LiveServer.started(settings)) {
      long[] ids = handlerThreads(handlers);
      flood(server, WARM_UP);
      long allocated = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && allocated >= MEASURED; round++) {
        long before = allocatedBytes(ids);
        flood(server, MEASURED);
        allocated = allocatedBytes(ids) - before;
      }

      assertThat(allocated)
          .as("bytes the handlers allocated for the last %d requests", MEASURED)
          .isLessThan(MEASURED);
    }
  }

  private static void flood(LiveServer server, int requests) {
    Flood.start(server.address(), 2, requests / 2).await().assertAllAnswered(requests / 2);
    Flood.start(server.address(), 2, requests / 4, Work.Kind.SLEEP, 1_000).await();
    Flood.start(server.address(), 2, requests / 4, Work.Kind.SPIN, 1_000).await();
  }

  private static long[] handlerThreads(int handlers) {
    long[] ids =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("handler-"))
            .mapToLong(Thread::threadId)
            .toArray();
    assertThat(ids).hasSize(handlers);
    return ids;
  }

  private long allocatedBytes(long[] ids) {
    return Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum();
  }
}
