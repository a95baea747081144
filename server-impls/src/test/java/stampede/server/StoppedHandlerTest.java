package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.Work;
import stampede.linux.Clock;
import stampede.linux.Signal;
import stampede.server.Population.As;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Traits;

/** Handler processes that are stopped and go on later. */
@Timeout(60)
class StoppedHandlerTest {
  private static final int REQUESTS = 300;
  private static final int HANDLERS = 4;
  private static final int TRIES = 60;
  private static final long WORK_NS = 1_000_000L;
  private static final long UNANSWERED_NS = 1_000_000_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static Stream<String> strategies() {
    return Populations.someUnlessThorough(
        Catalogue.all().stream()
            .filter(strategy -> strategy.traits().supports(As.PROCESSES))
            .filter(strategy -> strategy.traits().maxHandlers() >= HANDLERS)
            .map(strategy -> strategy.name() + ",as=processes,handlers=" + HANDLERS));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}")
  @MethodSource("strategies")
  void othersTakeWhatIsPendingAndNothingIsServicedTwice(String settings) {
    try (LiveServer server = LiveServer.started(settings)) {
      Flood flood = Flood.start(server.address(), 8, REQUESTS, Work.Kind.SLEEP, WORK_NS);
      await().atMost(PATIENCE).until(() -> flood.count() > 30);
      int stopped = server.slots().getFirst().pid();

      Signal.STOP.sendTo(stopped);
      try {
        await().atMost(PATIENCE).until(() -> Running.isStopped(stopped));
        if (goesOn(settings)) {
          goOn(settings, flood, server);
        }
      } finally {
        Signal.CONT.sendTo(stopped);
      }

      flood.await().assertAllAnswered(REQUESTS);
      server.serviced().assertExactlyOnce(flood.answered());
      await().atMost(PATIENCE).until(server::allAvailable);
      assertThat(server.scoreboard().replaced()).isZero();
    }
  }

  /** All is serviced but what the stopped process has taken, or what comes to the others anew. */
  private static void goOn(String settings, Flood flood, LiveServer server) {
    if (traits(settings).hoards()) {
      Flood.start(server.address(), 2, 40).await().assertAllAnswered(40);
    } else {
      await().atMost(PATIENCE).until(() -> flood.count() >= REQUESTS - 1);
    }
  }

  private static Traits traits(String settings) {
    return Catalogue.strategy(Settings.parse(settings).name()).traits();
  }

  /** Not where a stopped handler takes others with it: it has the lock, or the wakeups. */
  private static boolean goesOn(String settings) {
    Traits traits = traits(settings);
    return !traits.splitAddress()
        && traits.stranding().filter(how -> how.contains("stopped")).isEmpty();
  }

  /** Who holds the lock cannot be seen, so one after the other is stopped until it was the one. */
  @ParameterizedTest
  @ValueSource(strings = {"mutex", "file-lock", "trylock,delay=5ms"})
  void stoppedHolderOfTheLockStopsEverybodyAsDeclared(String strategy) {
    assertThat(Catalogue.strategy(Settings.parse(strategy).name()).traits().stranding())
        .hasValueSatisfying(how -> assertThat(how).contains("stopped"));
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (LiveServer server = LiveServer.started(strategy + ",as=processes,handlers=" + HANDLERS)) {
      boolean stranded = false;
      for (int i = 0; i < TRIES && !stranded; i++) {
        stranded = strandsWhileStopped(server, random.nextInt(HANDLERS));
      }
      assertThat(stranded).as("a request that nobody came for").isTrue();
    }
  }

  private static boolean strandsWhileStopped(LiveServer server, int handler) {
    int pid = server.slots().get(handler).pid();
    Signal.STOP.sendTo(pid);
    boolean stranded;
    Flood one;
    try {
      one = Flood.start(server.address(), 1, 1);
      long untilNs = Clock.monotonicNs() + UNANSWERED_NS;
      await().atMost(PATIENCE).until(() -> one.count() == 1 || Clock.monotonicNs() > untilNs);
      stranded = one.count() == 0 && server.wellKnownAddress().pending() == 1;
    } finally {
      Signal.CONT.sendTo(pid);
    }
    one.await().assertAllAnswered(1);
    return stranded;
  }
}
