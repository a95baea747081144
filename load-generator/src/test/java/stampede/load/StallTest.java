package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stampede.linux.Clock;
import stampede.load.TrialFlood.Seen;

/**
 * A server that stands still for 100 ms of every second, where the answer is known on paper. What
 * arrives evenly finds it so one time in ten, and then waits for what is left of the stall: an even
 * share of every wait up to 100 ms. So nine in ten wait for nothing, and of the tenth the half
 * waits longer than 50 ms and a tenth longer than 90 ms: p95 is 50 ms and p99 is 90 ms.
 *
 * <p>A client that waits for its answer before it asks again is stopped by the stall itself: it
 * meets it once a second, and in its own percentiles there is next to nothing of it.
 */
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"EPOLL", "URING"})
class StallTest {
  private static final long SECOND_NS = 1_000_000_000;
  private static final long STALL_NS = 100_000_000;
  private static final long STALL_FROM_NS = 400_000_000;

  /** As the warm-up: whole seconds, so that the phase of the stalls does not matter. */
  private static final long DURATION_NS = 3 * SECOND_NS;

  @Parameter private EngineKind engine;

  private Seen flood(String load) {
    return Undisturbed.flood(() -> flooded(load));
  }

  private Seen flooded(String load) {
    try (ScriptedServer server = ScriptedServer.local(StallTest::serve)) {
      return TrialFlood.by(engine, server.rawTarget())
          .with("load", load)
          .with("warmupNs", SECOND_NS)
          .with("durationNs", DURATION_NS)
          .flood();
    }
  }

  private static void serve(ScriptedServer.Connection connection) {
    long phaseNs = Clock.monotonicNs() % SECOND_NS;
    while (phaseNs >= STALL_FROM_NS && phaseNs < STALL_FROM_NS + STALL_NS) {
      LockSupport.parkNanos(STALL_FROM_NS + STALL_NS - phaseNs);
      phaseNs = Clock.monotonicNs() % SECOND_NS;
    }
    OutcomesTest.serve(connection);
  }

  private static double ms(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e6;
  }

  @Test
  void fromTheIntendedStartTheStallIsWhatItIsOnPaper() {
    Seen seen = flood("constant:400/s");
    assertThat(seen.count("ok")).isEqualTo(1200);
    Histogram total = seen.histogram("total");
    assertThat(ms(total, 85)).isLessThan(15);
    assertThat(ms(total, 95)).isBetween(40.0, 62.0);
    assertThat(ms(total, 99)).isBetween(80.0, 105.0);
  }

  @Test
  void aClosedLoadHidesIt() {
    Seen seen = flood("closed:1");
    assertThat(seen.count("ok")).isGreaterThan(300);
    Histogram actual = seen.histogram("actual");
    assertThat(ms(actual, 95)).isLessThan(10);
    assertThat(ms(actual, 99)).isLessThan(40);
    assertThat(actual.getMaxValue()).isGreaterThan(STALL_NS / 2);
  }
}
