package stampede.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.server.policy.LoadShape.constant;
import static stampede.server.policy.LoadShape.poisson;
import static stampede.server.policy.LoadShape.steps;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.server.Settings;
import stampede.server.policy.LoadShape.Service;
import stampede.server.policy.SimulatedServer.Machine;

/** Whether the latency policy keeps its target with few handlers. */
@Timeout(60)
class LatencySimulationTest {
  private static final double TARGET_NS = 1e6;
  private static final double SETTLED = 3;

  /** A load that steps up and down again, the same for as long each time. */
  record Step(
      double low, double high, double seconds, boolean random, Service service, Machine machine) {
    Course course(long seed) {
      DoubleUnaryOperator rate = steps(0, low, seconds, high, 2 * seconds, low);
      String startCost = machine.equals(Machine.PROCESSES) ? ",start-cost=500ms" : "";
      return SimulatedServer.run(
          latency(startCost),
          random ? poisson(rate, service) : constant(rate, service),
          machine,
          3 * seconds,
          seed);
    }
  }

  private static PolicySettings latency(String more) {
    return Policies.of(Settings.parse("epoll,policy=latency" + more));
  }

  static Stream<Step> everyStep() {
    return IntStream.range(0, 32)
        .mapToObj(
            bits ->
                new Step(
                    (bits & 1) == 0 ? 1_000 : 2_000,
                    (bits & 1) == 0 ? 6_000 : 16_000,
                    7,
                    (bits & 2) == 0,
                    new Service((bits & 16) == 0 ? 560e3 : 700e3, (bits & 4) == 0),
                    (bits & 8) == 0 ? Machine.THREADS : Machine.PROCESSES));
  }

  @ParameterizedTest
  @MethodSource("everyStep")
  void keepsItsTargetWithFewMoreHandlersThanErlangSays(Step step) {
    long seed = step.hashCode();
    Course course = step.course(seed);
    for (int phase = 0; phase < 3; phase++) {
      double from = phase * step.seconds() + SETTLED;
      double to = (phase + 1) * step.seconds();
      String as = step + ", seed " + seed + ", from " + from + " s, " + course;
      assertThat(course.waitNs(0.99, from, to)).as(as).isLessThanOrEqualTo(TARGET_NS);
      double erlangs = (phase == 1 ? step.high() : step.low()) * step.service().meanNs() / 1e9;
      int least = ErlangC.leastHandlers(erlangs, step.service().meanNs(), TARGET_NS, 0.99, 256);
      assertThat(course.least(from, to)).as(as).isGreaterThanOrEqualTo(least);
      assertThat(course.most(from, to)).as(as).isLessThanOrEqualTo(least + least / 2);
      assertThat(course.turns(from, to)).as(as).isLessThan(2);
    }
  }

  /** With so few arrivals a second handler is needed now and then, and is not worth flapping. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 5, 20, 50, 100, 200})
  void hardlyEverChangesUnderATinyLoad(double ratePerS) {
    Course course =
        SimulatedServer.run(
            latency(""),
            poisson(s -> ratePerS, new Service(650e3, true)),
            Machine.THREADS,
            60,
            (long) ratePerS);
    assertThat(course.most(3, 60)).as("%s", course).isLessThanOrEqualTo(3);
    assertThat(course.turns(3, 60)).as("%s", course).isLessThanOrEqualTo(4);
  }

  @Test
  void findsWhatSlowerServiceNeeds() {
    DoubleUnaryOperator rate = s -> 1_000;
    LoadShape before = poisson(rate, new Service(500e3, true));
    LoadShape after = poisson(rate, new Service(20e6, true));
    int few = SimulatedServer.run(latency(""), before, Machine.THREADS, 6, 1).most(3, 6);
    Course course = SimulatedServer.run(latency(""), after, Machine.THREADS, 8, 1);

    assertThat(few).isLessThanOrEqualTo(4);
    assertThat(course.waitNs(0.99, 3, 8)).as("%s", course).isLessThanOrEqualTo(TARGET_NS);
    assertThat(course.most(3, 8)).as("%s", course).isLessThanOrEqualTo(45);
  }

  /** Forty at once need twenty handlers that take two each, though on average less than one. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void learnsFromTheMeasuredWaitWhatBurstsNeed(long seed) {
    LoadShape bursts = LoadShape.bursts(40, 0.1, new Service(650e3, false));
    Course course = SimulatedServer.run(latency(""), bursts, Machine.THREADS, 60, seed);

    assertThat(course.waitNs(0.99, 6, 60)).as("%s", course).isLessThan(2 * TARGET_NS);
    assertThat(course.most(6, 60)).as("%s", course).isLessThanOrEqualTo(40);
    assertThat(course.turns(6, 60)).as("%s", course).isLessThanOrEqualTo(12);
  }

  /** Where it takes longer to wake than may be waited, handlers are no remedy. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void doesNotPileUpHandlersThatDoNotHelp(long seed) {
    LoadShape load = poisson(s -> 1_000, new Service(650e3, true));
    Course course = SimulatedServer.run(latency(""), load, new Machine(5e6, 1.5e6), 60, seed);

    assertThat(course.most(0, 60)).as("%s", course).isLessThanOrEqualTo(9);
    assertThat(course.turns(3, 60)).as("%s", course).isLessThanOrEqualTo(12);
  }

  @Test
  void endsAtTheMostWhenEvenThatIsTooLittle() {
    LoadShape load = poisson(s -> 20_000, new Service(650e3, true));
    Course course = SimulatedServer.run(latency(",max=8"), load, Machine.THREADS, 3, 1);

    assertThat(course.least(1, 3)).isEqualTo(8);
  }
}
