package stampede.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.contract.Ledger;
import stampede.contract.PopulationSample;
import stampede.contract.PopulationTrace;
import stampede.contract.Scoreboard;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.server.spawner.Evidence;
import stampede.server.spawner.Spawner;
import stampede.server.strategy.Catalogue;

/**
 * A server whose spawner runs in this JVM, on a thread of its own that ticks as the real one does.
 * Closing it stops it.
 */
final class LiveServer implements AutoCloseable {
  private static final int RECORDS = 100_000;
  private static final long READY_WITHIN_NS = 30_000_000_000L;
  private static final long STOP_WITHIN_NS = 10_000_000_000L;

  private final ScheduledExecutorService spawnerThread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("spawner").factory());
  private final Evidence evidence;
  private final WellKnownAddress address;
  private final Population population;
  private final Spawner spawner;
  private Optional<Future<?>> ticks = Optional.empty();
  private Optional<Boolean> stopped = Optional.empty();

  private LiveServer(Settings settings, Address wanted) {
    population = Population.of(settings);
    evidence =
        new Evidence(
            Scoreboard.create(population.most()),
            Optional.of(Ledger.create(RECORDS, population.most())),
            PopulationTrace.create(PopulationTrace.USUAL_SAMPLES));
    address =
        WellKnownAddress.open(
            wanted,
            Catalogue.strategy(settings.name()).traits(),
            population.handlers(),
            population.listening());
    spawner = new Spawner(settings, population, address, evidence);
  }

  /** Its address is open; there is no handler yet. */
  static LiveServer opened(String settings) {
    return new LiveServer(Settings.parse(settings), Address.parse("127.0.0.1:0"));
  }

  /** All its handlers are available. */
  static LiveServer started(String settings) {
    LiveServer server = opened(settings);
    server.start();
    return server;
  }

  void start() {
    assertThat(
            onSpawnerThread(
                () -> {
                  spawner.start();
                  return spawner.awaitReady(Clock.monotonicNs() + READY_WITHIN_NS);
                }))
        .as("ready")
        .isTrue();
    ticks = Optional.of(spawnerThread.scheduleWithFixedDelay(spawner::tick, 2, 2, MILLISECONDS));
  }

  private <T> T onSpawnerThread(Callable<T> task) {
    try {
      return spawnerThread.submit(task).get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** Waits until a handler services a request; which one. */
  HandlerSlot awaitServicing(long id) {
    return await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> slots().stream().filter(slot -> slot.currentRequest() == id).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** Stops gracefully; whether every handler left by itself within 10 s. */
  boolean stop() {
    return stop(STOP_WITHIN_NS);
  }

  /** Stops gracefully; whether every handler left by itself in time. Only the first call counts. */
  boolean stop(long withinNs) {
    if (stopped.isEmpty()) {
      ticks.ifPresent(LiveServer::end);
      stopped = Optional.of(onSpawnerThread(() -> spawner.stop(Clock.monotonicNs() + withinNs)));
    }
    return stopped.get();
  }

  /** What is stopping is not to be replaced any more. */
  private static void end(Future<?> ticks) {
    assertThat(ticks.isDone()).as("a tick failed").isFalse();
    ticks.cancel(false);
  }

  Address address() {
    return address.address();
  }

  WellKnownAddress wellKnownAddress() {
    return address;
  }

  Population population() {
    return population;
  }

  Scoreboard scoreboard() {
    return evidence.scoreboard();
  }

  List<PopulationSample> trace() {
    return evidence.trace().samples();
  }

  List<HandlerSlot> slots() {
    return evidence.scoreboard().all();
  }

  Serviced serviced() {
    return Serviced.of(evidence.ledger().orElseThrow());
  }

  boolean allAvailable() {
    return scoreboard().count(HandlerState.AVAILABLE) == population.handlers();
  }

  @Override
  public void close() {
    boolean clean = stop();
    onSpawnerThread(
        () -> {
          spawner.close();
          return true;
        });
    spawnerThread.shutdownNow();
    address.close();
    if (clean) {
      evidence.close();
    }
  }
}
