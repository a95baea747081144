package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contract.HandlerState;
import stampede.contract.Work;
import stampede.linux.Signal;

/** Servers whose population grows under load and shrinks when idle (claims 3, 8, 10). */
@Timeout(120)
class ChangingPopulationTest {
  private static final String QUICKLY = ",policy=spare,spare-min=1,spare-max=2,tick=10ms";
  private static final int MOST = 6;

  private static final String THREADS = ",as=threads,max=" + MOST + QUICKLY;
  private static final String PROCESSES =
      ",as=processes,threads=2,policy=spare,spare-min=2,spare-max=4,tick=100ms,max=" + MOST;

  static Stream<String> servers() {
    return Populations.someUnlessThorough(Stream.concat(threads(), processes()));
  }

  static Stream<String> threads() {
    return Stream.of("blocking", "epoll", "mutex", "reuseport").map(each -> each + THREADS);
  }

  static Stream<String> processes() {
    return Stream.of("blocking", "reuseport").map(each -> each + PROCESSES);
  }

  private static int handlers(LiveServer server) {
    return server.scoreboard().count(HandlerState.AVAILABLE, HandlerState.SERVICING);
  }

  /**
   * Processes take their time, so the load goes on until they are there. The clients are so many
   * that none of the handlers is idle where each has a queue of its own; by the end of a wave some
   * may have left again.
   */
  private static void growToTheMost(LiveServer server) {
    for (int waves = 0; waves < 200 && !hasBeenWhole(server); waves++) {
      Flood wave = Flood.start(server.address(), 24, 48, Work.Kind.SLEEP, 30_000_000L).await();
      wave.assertAllAnswered(48);
      server.serviced().assertExactlyOnce(wave.answered());
    }
    assertThat(server.trace()).anyMatch(sample -> sample.handlers() == MOST);
  }

  private static boolean hasBeenWhole(LiveServer server) {
    return server.trace().stream().anyMatch(sample -> sample.handlers() == MOST);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void growsUnderLoadShrinksUnderFloodAndLosesNothing(String settings) {
    try (LiveServer server = LiveServer.started(settings)) {
      growToTheMost(server);

      // two clients need two handlers: the others are to leave while requests keep coming
      Flood light = Flood.start(server.address(), 2, 4_000, Work.Kind.SLEEP, 200_000L);
      await().atMost(Duration.ofSeconds(30)).until(() -> handlers(server) <= 4);
      light.await().assertAllAnswered(4_000);

      await().atMost(Duration.ofSeconds(20)).until(() -> handlers(server) <= 4);
      Flood.start(server.address(), 2, 40).await().assertAllAnswered(40);
      server.serviced().assertExactlyOnce(light.answered());
      assertThat(server.scoreboard().replaced())
          .as("a handler that leaves is not replaced")
          .isZero();
      assertThat(server.trace())
          .anyMatch(sample -> sample.handlers() == MOST)
          .allMatch(sample -> sample.handlers() <= MOST && sample.handlers() >= 1)
          .anyMatch(sample -> sample.wanted() != sample.handlers());
      assertThat(server.stop()).as("every handler left by itself").isTrue();
    }
  }

  /** Growth comes back while those that leave are still leaving. */
  @ParameterizedTest
  @MethodSource("threads")
  void loadThatComesAndGoesLosesNothing(String settings) {
    try (LiveServer server = LiveServer.started(settings)) {
      for (int wave = 0; wave < 10; wave++) {
        Flood.start(server.address(), 8, 60, Work.Kind.SLEEP, 3_000_000L)
            .await()
            .assertAllAnswered(60);
        Flood.start(server.address(), 1, 100).await().assertAllAnswered(100);
      }
      assertThat(server.stop()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("processes")
  void deadHandlersOfAGrownPopulationAreReplaced(String settings) {
    try (LiveServer server = LiveServer.started(settings)) {
      growToTheMost(server);
      Flood load = Flood.start(server.address(), 24, 400, Work.Kind.SLEEP, 30_000_000L);
      await().atMost(Duration.ofSeconds(30)).until(() -> handlers(server) == MOST);
      Signal.KILL.sendTo(server.slots().get(MOST - 1).pid());
      load.await();
      assertThat(load.unanswered()).hasSizeLessThanOrEqualTo(2);
      assertThat(server.scoreboard().replaced()).isLessThanOrEqualTo(1);
      Flood.start(server.address(), 2, 40).await().assertAllAnswered(40);
    }
  }
}
