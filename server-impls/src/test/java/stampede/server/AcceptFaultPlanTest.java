package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contract.AcceptFaults;
import stampede.linux.Errno;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Strategy;

/** Whatever accept fails with, requests stay pending and are serviced, and nobody dies of it. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(90)
class AcceptFaultPlanTest {
  private static final int REQUESTS = 200;
  private static final int PER_MILLION = 200_000;

  /** All that accept(2) is known to fail with while its socket is there, but for EAGAIN. */
  private static final Set<Errno> ERRNOS =
      EnumSet.of(
          Errno.EINTR,
          Errno.ECONNABORTED,
          Errno.EPROTO,
          Errno.ENETDOWN,
          Errno.EHOSTUNREACH,
          Errno.ETIMEDOUT,
          Errno.ENOBUFS,
          Errno.ENOMEM,
          Errno.EMFILE,
          Errno.ENFILE,
          Errno.EPERM,
          Errno.EOPNOTSUPP,
          Errno.ENONET);

  static Stream<String> servers() {
    return Populations.ofEveryStrategy()
        .filter(settings -> strategy(settings).takesFaultPlans())
        .map(settings -> settings + ",faults=on");
  }

  private static Strategy strategy(String settings) {
    return Catalogue.strategy(Settings.parse(settings).name());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void everyRequestIsServicedOnceAndNobodyDies(String settings) {
    long seed = System.nanoTime();
    System.out.println(settings + " under faults of seed " + seed);
    try (LiveServer server = LiveServer.started(settings)) {
      AcceptFaults faults = server.scoreboard().acceptFaults();
      faults.begin(seed, PER_MILLION, ERRNOS);
      Flood flood = Flood.start(server.address(), 6, REQUESTS).await();
      faults.end();

      flood.assertAllAnswered(REQUESTS);
      server.serviced().assertExactlyOnce(flood.answered());
      assertThat(faults.injected()).isGreaterThan(REQUESTS / 20);
      assertThat(server.scoreboard().replaced()).isZero();

      // whoever was in the middle of an attempt when the plan ended may be shown its error still
      Flood.start(server.address(), 6, REQUESTS).await().assertAllAnswered(REQUESTS);
      long before = faults.injected();
      Flood.start(server.address(), 6, REQUESTS).await().assertAllAnswered(REQUESTS);
      assertThat(faults.injected()).as("injected after the end").isEqualTo(before);
      await().atMost(Duration.ofSeconds(5)).until(server::allAvailable);
      assertThat(server.stop()).as("every handler left by itself").isTrue();
    }
  }
}
