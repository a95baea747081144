package stampede.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.server.policy.LoadShape.constant;
import static stampede.server.policy.LoadShape.poisson;
import static stampede.server.policy.LoadShape.ramp;
import static stampede.server.policy.LoadShape.square;
import static stampede.server.policy.LoadShape.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.server.Settings;
import stampede.server.policy.LoadShape.Service;
import stampede.server.policy.SimulatedServer.Machine;

/** What every policy does under every kind of load, whatever it aims at. */
@Timeout(60)
class SimulationTest {
  private static final double BEFORE = 6;
  private static final double END = 18;

  private static final List<String> POLICIES = List.of("fixed", "spare", "queue", "latency");
  private static final List<Service> SERVICES =
      List.of(new Service(650e3, false), new Service(650e3, true));

  /** One policy under one load. */
  record Run(String name, PolicySettings policy, LoadShape load, Machine machine, long seed) {
    Course course() {
      return COURSES.computeIfAbsent(
          this, run -> SimulatedServer.run(policy, load, machine, END, seed));
    }

    @Override
    public String toString() {
      return name + ", " + policy.kind() + ", seed " + seed;
    }
  }

  private static Map<String, LoadShape> loads(Service service) {
    return Map.of(
        "constant steps", constant(steps(0, 1000, BEFORE, 10_000, 2 * BEFORE, 1000), service),
        "steps", poisson(steps(0, 1000, BEFORE, 10_000, 2 * BEFORE, 1000), service),
        "ramp", poisson(ramp(500, 8000, BEFORE), service),
        "ramp down", poisson(ramp(8000, 500, BEFORE), service),
        "fast oscillation", poisson(square(1000, 6000, 0.5), service),
        "slow oscillation", poisson(square(1000, 6000, 5), service),
        "bursts", LoadShape.bursts(40, 0.1, service),
        "too much", poisson(s -> s < BEFORE ? 12_000 : 100, service),
        "next to nothing", poisson(s -> 20, service),
        "nothing", poisson(s -> 0, service));
  }

  private static final List<Run> RUNS = runs();
  private static final Map<Run, Course> COURSES = new HashMap<>();

  static Stream<Run> everything() {
    return RUNS.stream();
  }

  private static List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (String policy : POLICIES) {
      for (Service service : SERVICES) {
        loads(service)
            .forEach(
                (name, load) ->
                    runs.add(
                        new Run(name, policy(policy), load, machine(service), name.hashCode())));
      }
    }
    return runs;
  }

  private static Machine machine(Service service) {
    return service.exponential() ? Machine.THREADS : Machine.PROCESSES;
  }

  private static PolicySettings policy(String kind) {
    return Policies.of(
        Settings.parse(
            switch (kind) {
              case "fixed" -> "epoll,policy=fixed,handlers=8";
              case "spare" -> "epoll,policy=spare,min=2,max=12,spare-min=2,spare-max=7";
              case "queue" -> "epoll,policy=queue,min=2,max=12,handlers=4,shrink-after=3";
              default -> "epoll,policy=" + kind + ",min=2,max=12,handlers=4";
            }));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void staysWithinItsBoundsAtEveryTick(Run run) {
    Course course = run.course();
    assertThat(course.wanted(0, END)).hasSizeGreaterThan(100);
    assertThat(course.least(0, END)).as("%s", run).isGreaterThanOrEqualTo(run.policy().least());
    assertThat(course.most(0, END)).as("%s", run).isLessThanOrEqualTo(run.policy().most());
  }

  static Stream<Run> steady() {
    return everything()
        .filter(run -> List.of("constant steps", "steps", "too much").contains(run.name()));
  }

  /** Long enough after each step that the slowest of them has stopped three handlers a second. */
  @ParameterizedTest
  @MethodSource("steady")
  void settlesAndThenStays(Run run) {
    Course course = run.course();
    for (double end : new double[] {BEFORE, 2 * BEFORE, END}) {
      double begin = end - 2;
      assertThat(course.most(begin, end) - course.least(begin, end))
          .as("%s before %.0f s: %s", run, end, course)
          .isLessThanOrEqualTo(1);
      assertThat(course.turns(begin, end)).as("%s: %s", run, course).isLessThan(2);
    }
  }

  static Stream<Run> varying() {
    return everything().filter(run -> !run.name().equals("slow oscillation"));
  }

  @ParameterizedTest
  @MethodSource("varying")
  void doesNotOscillateByItself(Run run) {
    Course course = run.course();
    assertThat(course.turns(0, END)).as("%s: %s", run, course).isLessThanOrEqualTo(8);
  }

  static Stream<Run> slow() {
    return everything().filter(run -> run.name().equals("slow oscillation"));
  }

  @ParameterizedTest
  @MethodSource("slow")
  void followsALoadNoFasterThanItGoes(Run run) {
    Course course = run.course();
    assertThat(course.turns(0, END)).as("%s: %s", run, course).isLessThanOrEqualTo(12);
  }

  static Stream<Run> fast() {
    return everything().filter(run -> run.name().equals("fast oscillation"));
  }

  @ParameterizedTest
  @MethodSource("fast")
  void doesNotFlapWithALoadFasterThanItsHold(Run run) {
    Course course = run.course();
    assertThat(course.turns(5, END)).as("%s: %s", run, course).isLessThan(2);
    assertThat(Arrays.stream(course.wanted(5, END)).distinct().count())
        .as("%s: %s", run, course)
        .isLessThanOrEqualTo(2);
  }

  static Stream<Run> needing() {
    return everything().filter(run -> !run.policy().isFixed() && run.name().equals("steps"));
  }

  @ParameterizedTest
  @MethodSource("needing")
  void growsUnderLoadAndShrinksWhenItIsOver(Run run) {
    Course course = run.course();
    assertThat(course.least(2 * BEFORE - 2, 2 * BEFORE))
        .as("%s: %s", run, course)
        .isGreaterThanOrEqualTo(6);
    assertThat(course.most(END - 1, END))
        .as("%s: %s", run, course)
        .isLessThan(course.most(BEFORE, 2 * BEFORE));
  }

  static Stream<Run> idle() {
    return everything().filter(run -> run.name().equals("nothing"));
  }

  @ParameterizedTest
  @MethodSource("idle")
  void keepsNoMoreThanItHasToWithoutLoad(Run run) {
    int kept = run.policy().kind().equals("spare") ? 7 : run.policy().least();
    assertThat(run.course().most(END - 1, END)).as("%s", run).isLessThanOrEqualTo(kept);
  }
}
