package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.HandlerState;
import stampede.contract.Work;
import stampede.server.Population.As;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Strategy;

/**
 * Requests that wait although a handler is available and nobody comes for them. A handler may be
 * seen to be available for the moment it takes to come for the next request, so what counts is that
 * this does not last.
 */
@Timeout(60)
class StrandingTest {
  private static final int BURST = 40;
  private static final int HANDLERS = 4;
  private static final long WORK_NS = 5_000_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What these declare is another way to strand than a burst is. */
  private static final Set<String> NOT_BY_A_BURST =
      Set.of("epoll-edge", "dispatcher", "mutex", "file-lock");

  static Stream<String> thoseThatDoNotStrand() {
    return Populations.someUnlessThorough(
        Catalogue.all().stream().filter(StrandingTest::keepsUp).flatMap(StrandingTest::servers));
  }

  private static boolean keepsUp(Strategy strategy) {
    return strategy.traits().stranding().isEmpty() || NOT_BY_A_BURST.contains(strategy.name());
  }

  static Stream<String> thoseThatDo() {
    return Populations.someUnlessThorough(
        Catalogue.all().stream()
            .filter(strategy -> !keepsUp(strategy))
            .flatMap(StrandingTest::servers));
  }

  private static Stream<String> servers(Strategy strategy) {
    int handlers = Math.min(HANDLERS, strategy.traits().maxHandlers());
    String threads = strategy.traits().maxHandlers() > 1 ? ",threads=2" : "";
    return Stream.of(As.values())
        .filter(strategy.traits()::supports)
        .map(as -> strategy.name() + ",handlers=" + handlers + ",as=" + as.text())
        .map(server -> server.endsWith("threads") ? server : server + threads);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}")
  @MethodSource("thoseThatDoNotStrand")
  void burstLeavesNothingBehind(String settings) {
    try (LiveServer server = LiveServer.started(settings)) {
      Flood burst = Flood.start(server.address(), BURST, BURST, Work.Kind.SLEEP, WORK_NS);

      await().atMost(PATIENCE).until(() -> burst.count() == BURST);

      burst.await().assertAllAnswered(BURST);
      server.serviced().assertExactlyOnce(burst.answered());
      assertThat(server.wellKnownAddress().pending()).isZero();
      await().atMost(PATIENCE).until(server::allAvailable);
    }
  }

  /** They are late, but nothing is lost. */
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}")
  @MethodSource("thoseThatDo")
  void burstIsServicedInTheEndByThoseThatDeclareStranding(String settings) {
    try (LiveServer server = LiveServer.started(settings)) {
      Flood burst = Flood.start(server.address(), BURST, BURST, Work.Kind.SLEEP, WORK_NS);

      burst.await().assertAllAnswered(BURST);
      server.serviced().assertExactlyOnce(burst.answered());
    }
  }

  /** Edges that come while a handler is busy melt into one: the rest of the burst stays behind. */
  @ParameterizedTest
  @ValueSource(strings = {"threads", "processes"})
  void oneAcceptForEachEdgeStrandsUntilOthersArrive(String as) {
    try (LiveServer server = LiveServer.started("epoll-edge,drain=off,handlers=4,as=" + as)) {
      Flood burst = Flood.start(server.address(), BURST, BURST, Work.Kind.SLEEP, 10 * WORK_NS);

      await().atMost(PATIENCE).during(Duration.ofMillis(300)).until(() -> isStranding(server));

      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> anotherArrival(server, burst) == BURST);
      burst.await().assertAllAnswered(BURST);
      server.serviced().assertExactlyOnce(burst.answered());
    }
  }

  private static boolean isStranding(LiveServer server) {
    return server.wellKnownAddress().pending() > 0
        && server.scoreboard().count(HandlerState.AVAILABLE) == HANDLERS;
  }

  /** An edge for every handler; it asks for nothing itself. */
  private static int anotherArrival(LiveServer server, Flood burst) {
    Client.connect(server.address()).close();
    return burst.count();
  }
}
