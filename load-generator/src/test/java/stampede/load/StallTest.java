package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
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
 *
 * <p>The paper knows no scale. A machine whose host stops it for tenths of a second now and then is
 * asked the same of a second in every ten.
 */
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"EPOLL", "URING"})
class StallTest {
  private static final long SECOND_NS = 1_000_000_000;

  /** How long the server stands still, and what arrives meanwhile: always forty. */
  private enum Scale {
    TENTH_OF_A_SECOND(SECOND_NS / 10, 3),
    SECOND(SECOND_NS, 1);

    private final long stallNs;
    private final int periods;

    Scale(long stallNs, int periods) {
      this.stallNs = stallNs;
      this.periods = periods;
    }

    private long periodNs() {
      return 10 * stallNs;
    }

    private String evenly() {
      return "constant:" + 40 * SECOND_NS / stallNs + "/s";
    }

    private void serve(ScriptedServer.Connection connection) {
      long fromNs = 4 * stallNs;
      long phaseNs = Clock.monotonicNs() % periodNs();
      while (phaseNs >= fromNs && phaseNs < fromNs + stallNs) {
        LockSupport.parkNanos(fromNs + stallNs - phaseNs);
        phaseNs = Clock.monotonicNs() % periodNs();
      }
      OutcomesTest.serve(connection);
    }
  }

  /** What was seen of stalls of a scale. */
  private record Stalled(Scale scale, Seen seen) {
    private double ofStall(String times, double percentile) {
      return (double) seen.histogram(times).getValueAtPercentile(percentile) / scale.stallNs;
    }
  }

  @Parameter private EngineKind engine;

  private Stalled flood(Function<Scale, String> load) {
    return Undisturbed.flood(() -> flood(load, Scale.TENTH_OF_A_SECOND))
        .map(seen -> new Stalled(Scale.TENTH_OF_A_SECOND, seen))
        .orElseGet(() -> new Stalled(Scale.SECOND, flood(load, Scale.SECOND)));
  }

  /** For whole periods, so that their phase does not matter. */
  private Seen flood(Function<Scale, String> load, Scale scale) {
    try (ScriptedServer server = ScriptedServer.local(scale::serve)) {
      return TrialFlood.by(engine, server.rawTarget())
          .with("load", load.apply(scale))
          .with("warmupNs", SECOND_NS)
          .with("durationNs", scale.periods * scale.periodNs())
          .flood();
    }
  }

  /**
   * Of a second in every ten, for forty requests that wait are answered as fast as other tests
   * leave the CPUs, and ten milliseconds of that are a tenth of the shorter stall.
   */
  @Test
  void fromTheIntendedStartTheStallIsWhatItIsOnPaper() {
    Supplier<Seen> flood = () -> flood(Scale::evenly, Scale.SECOND);
    Stalled stalled = new Stalled(Scale.SECOND, Undisturbed.flood(flood).orElseGet(flood));
    assertThat(stalled.seen().count("ok")).isEqualTo(400L * stalled.scale().periods);
    assertThat(stalled.ofStall("total", 85)).isLessThan(0.15);
    assertThat(stalled.ofStall("total", 95)).isBetween(0.4, 0.62);
    assertThat(stalled.ofStall("total", 99)).isBetween(0.8, 1.05);
  }

  @Test
  void aClosedLoadHidesIt() {
    Stalled stalled = flood(scale -> "closed:1");
    assertThat(stalled.seen().count("ok")).isGreaterThan(300);
    assertThat(stalled.ofStall("actual", 95)).isLessThan(0.1);
    assertThat(stalled.ofStall("actual", 99)).isLessThan(0.4);
    assertThat(stalled.ofStall("actual", 100)).isGreaterThan(0.5);
  }
}
