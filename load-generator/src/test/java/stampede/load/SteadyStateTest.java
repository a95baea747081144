package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.History;
import stampede.linux.Clock;

/** What an engine leaves to the garbage collector: nothing. */
@Timeout(120)
@ParameterizedClass
@EnumSource(names = {"EPOLL", "URING"})
class SteadyStateTest {
  private static final int SECONDS = 5;
  private static final double NEXT_TO_NONE = 0.5;

  @Parameter private EngineKind engine;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @ValueSource(strings = {"closed:8", "poisson:8000/s"})
  void aFloodAllocatesNothingOnceWarm(String load) throws InterruptedException {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      assertAllocatesNothing(TrialFlood.by(engine, server.rawTarget()).with("load", load));
    }
  }

  @Test
  void norDoesHttpOnAKeptConnection() throws InterruptedException {
    try (ScriptedServer server =
        ScriptedServer.local(KeepAliveTest.answering(Integer.MAX_VALUE, KeepAliveTest.OK))) {
      assertAllocatesNothing(
          TrialFlood.by(engine, "http://" + server.address() + "/")
              .with("load", "closed:1")
              .with("keepAlive", 0)
              .with("method", "POST")
              .with("body", "{id}")
              .with("expectBody", "ok"));
    }
  }

  private static void assertAllocatesNothing(TrialFlood flood) throws InterruptedException {
    try (History history = History.create(3, 1, 2_000_000)) {
      FloodSettings settings =
          flood.with("work", "exp:1ns").with("durationNs", TimeUnit.SECONDS.toNanos(6)).settings();
      Window window = settings.window(Clock.monotonicNs());
      Cancellation cancellation = new Cancellation();
      AttemptLog log = new AttemptLog.Recorded(history.writer(0));
      FloodEngine engine = EngineKind.of(settings).engine(settings, 0, log, cancellation);
      Thread thread = Thread.ofPlatform().daemon().start(() -> engine.run(() -> window));
      List<Double> bytesPerRequest = new ArrayList<>();
      double least = Double.MAX_VALUE;
      // until the compiler is done, whenever that is
      while (least > NEXT_TO_NONE && bytesPerRequest.size() < SECONDS) {
        bytesPerRequest.add(bytesPerRequest(thread, history));
        least = Math.min(least, bytesPerRequest.getLast());
      }
      cancellation.cancel();
      thread.join(10_000);
      assertThat(engine.tally().measuredInvoked()).isPositive();
      assertThat(least)
          .as("bytes per request, second by second: %s", bytesPerRequest)
          .isLessThanOrEqualTo(NEXT_TO_NONE);
    }
  }

  /** In the second to come. */
  private static double bytesPerRequest(Thread thread, History history)
      throws InterruptedException {
    long requests = history.counters(0).invoked();
    long bytes = THREADS.getThreadAllocatedBytes(thread.threadId());
    thread.join(1000);
    bytes = THREADS.getThreadAllocatedBytes(thread.threadId()) - bytes;
    return (double) bytes / Math.max(1, history.counters(0).invoked() - requests);
  }

  @Test
  void theLeastTimerSlackIsPermitted() {
    assertThat(TimerSlack.leastOfThisThread()).isTrue();
  }
}
