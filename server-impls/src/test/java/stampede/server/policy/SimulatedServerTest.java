package stampede.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.server.Settings;
import stampede.server.policy.LoadShape.Service;
import stampede.server.policy.SimulatedServer.Machine;

/** The simulation is a queue as in the textbook, so that what is shown by it means something. */
@Timeout(30)
class SimulatedServerTest {
  private static final Service SERVICE = new Service(1e6, true);
  private static final Machine AT_ONCE = new Machine(0, 0);

  private static PolicySettings fixed(int handlers) {
    return Policies.of(Settings.parse("epoll,handlers=" + handlers));
  }

  @ParameterizedTest
  @CsvSource({"1, 600", "2, 1600", "8, 6400"})
  void waitsAsErlangSays(int handlers, double ratePerS) {
    LoadShape load = LoadShape.poisson(s -> ratePerS, SERVICE);
    Course course = SimulatedServer.run(fixed(handlers), load, AT_ONCE, 100, 7);

    assertThat(course.waitNs(0.99, 0, 100))
        .isCloseTo(ErlangC.waitQuantile(handlers, ratePerS / 1e3, 1e6, 0.99), withinPercentage(10));
    assertThat(course.acceptedBetween(0, 100))
        .isCloseTo((long) (100 * ratePerS), withinPercentage(3));
  }

  @Test
  void showsThePolicyWhatHappened() {
    LoadShape load = LoadShape.constant(s -> 500, new Service(1e6, false));
    Course course = SimulatedServer.run(fixed(2), load, Machine.THREADS, 2, 7);

    assertThat(course.waitNs(0.5, 0, 2)).isEqualTo(Machine.THREADS.wakeNs());
    assertThat(course.acceptedBetween(0, 2)).isBetween(998L, 1000L);
    assertThat(course.wanted(0, 2)).hasSize(19).containsOnly(2);
  }

  @Test
  void isTheSameForTheSameSeed() {
    PolicySettings latency = Policies.of(Settings.parse("epoll,policy=latency"));
    LoadShape load = LoadShape.poisson(s -> 3_000, SERVICE);

    assertThat(SimulatedServer.run(latency, load, Machine.THREADS, 3, 5))
        .hasToString(SimulatedServer.run(latency, load, Machine.THREADS, 3, 5).toString());
  }
}
