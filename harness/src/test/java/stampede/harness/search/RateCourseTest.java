package stampede.harness.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.harness.experiment.CellPlan;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.experiment.Rest;
import stampede.harness.experiment.SampleCells;
import stampede.report.Cell;
import stampede.report.Search;
import stampede.report.SearchStep;

/** A search as rounds of an experiment, of servers made up. */
@Timeout(20)
class RateCourseTest {
  private static final Objective OBJECTIVE = Objective.parse(List.of("p99=5ms"));
  private static final Cell GOOD = SampleCells.open(1_000_000, 0);
  private static final Cell SLOW = SampleCells.open(7_000_000, 0);

  private final List<ExperimentPlan.Step> steps = new ArrayList<>();
  private final List<SearchStep> told = new ArrayList<>();
  private int rests;

  private static double rate(CellPlan cell) {
    return Double.parseDouble(cell.flood().load().replaceAll("[a-z]+:|/s", ""));
  }

  private Search walked(Arrivals arrivals, Objective objective, DoubleFunction<Cell> server) {
    RateCourse course = new RateCourse(SampleCells.plan(), objective, arrivals, told::add);
    Optional<ExperimentPlan.Step> step = course.next();
    while (step.isPresent()) {
      steps.add(step.get());
      CellPlan cell = step.get().cell();
      boolean closed = cell.flood().load().startsWith("closed");
      course.ended(closed ? SampleCells.closed() : server.apply(rate(cell)));
      rests += course.restNs() == Rest.NS ? 1 : 0;
      step = course.next();
    }
    return course.search();
  }

  private static Cell knee(double rate) {
    return rate <= 8_000 ? GOOD : SLOW;
  }

  @Test
  void aShortClosedFloodTellsWhereToStart() {
    Search search = walked(Arrivals.parse("poisson"), OBJECTIVE, RateCourseTest::knee);
    assertThat(steps.getFirst().cell().flood().load()).isEqualTo("closed:32");
    assertThat(search.guessPerS()).isEqualTo(10_000);
    assertThat(steps.get(1).cell().flood().load()).isEqualTo("poisson:7500/s");
    assertThat(search.confirmed()).isTrue();
    assertThat(search.foundPerS()).isBetween(7_800.0, 8_000.0);
    assertThat(search.objective()).containsExactly("p99<=5ms", "errors=0");
    assertThat(search.explanation()).startsWith("The highest rate that meets p99<=5ms, errors=0");
    assertThat(told).isEqualTo(search.steps());
  }

  @Test
  void aRateThatIsSaidIsTheStartAndArrivalsStayAsSaid() {
    Search search = walked(Arrivals.parse("constant:4000/s"), OBJECTIVE, RateCourseTest::knee);
    assertThat(search.guessPerS()).isNull();
    assertThat(steps).allMatch(step -> step.cell().flood().load().startsWith("constant:"));
    assertThat(rate(steps.getFirst().cell())).isEqualTo(4_000);
    assertThat(search.arrivals()).isEqualTo("constant");
  }

  @Test
  void floodsThatConfirmAreRoundsOfOneCellAndEveryCellHasItsOwnSeed() {
    Search search = walked(Arrivals.parse("poisson"), OBJECTIVE, RateCourseTest::knee);
    List<ExperimentPlan.Step> confirming =
        steps.stream().filter(step -> step.cell().id().endsWith("confirm")).toList();
    assertThat(confirming).hasSize(3);
    assertThat(confirming.stream().map(step -> step.cell().id()).distinct()).hasSize(1);
    assertThat(confirming.stream().map(ExperimentPlan.Step::round)).containsExactly(0, 1, 2);
    assertThat(search.confirmingCell()).contains(confirming.getFirst().cell().id());
    assertThat(steps.stream().map(ExperimentPlan.Step::order)).isSorted().doesNotHaveDuplicates();
    Set<Long> seeds = new HashSet<>();
    steps.forEach(step -> seeds.add(step.cell().flood().seed()));
    assertThat(seeds).hasSize(steps.size() - 2);
  }

  @Test
  void aStepSaysWhyItsRateDoesNotDo() {
    Search search = walked(Arrivals.parse("poisson"), OBJECTIVE, RateCourseTest::knee);
    assertThat(search.steps()).filteredOn(SearchStep::met).allMatch(step -> step.why() == null);
    assertThat(search.steps())
        .filteredOn(step -> !step.met())
        .allMatch(step -> step.why().startsWith("p99<=5ms is 7.0") && step.valueUs() > 6_900);
  }

  @Test
  void errorsAreNeverWhatIsLookedFor() {
    Search search =
        walked(
            Arrivals.parse("poisson"),
            OBJECTIVE,
            rate -> rate <= 8_000 ? GOOD : SampleCells.open(1_000_000, 2));
    assertThat(search.foundPerS()).isLessThanOrEqualTo(8_000);
    assertThat(search.steps())
        .filteredOn(step -> !step.met())
        .allMatch(step -> step.why().contains("errors=0 is 2") && step.errors() == 2);
  }

  @Test
  void whereTheGeneratorIsTheLimitTheRateIsALeast() {
    Search search =
        walked(
            Arrivals.parse("poisson"),
            OBJECTIVE,
            rate -> rate <= 8_000 ? GOOD : SampleCells.heldBackByGenerator(0.9));
    assertThat(search.confirmed()).isTrue();
    assertThat(search.atLeast()).isTrue();
    assertThat(search.explanation()).startsWith("At least ").contains("the server may do more");
    assertThat(search.steps())
        .filteredOn(step -> !step.met())
        .allMatch(step -> step.why().contains("not valid: only 90.0% of the offered load"));
  }

  @Test
  void aServerThatNeverMeetsItHasFailedUnlessItsFiguresAreNotValid() {
    Search never = walked(Arrivals.parse("poisson"), OBJECTIVE, rate -> SLOW);
    assertThat(never.foundPerS()).isNull();
    assertThat(never.hasFailed()).isTrue();
    assertThat(never.explanation()).contains("No rate met p99<=5ms, errors=0, not even 19.0/s");
    Search unknown =
        walked(Arrivals.parse("poisson"), OBJECTIVE, rate -> SampleCells.heldBackByGenerator(0.9));
    assertThat(unknown.foundPerS()).isNull();
    assertThat(unknown.hasFailed()).isFalse();
    assertThat(unknown.explanation())
        .startsWith("Not established: no rate has met p99<=5ms, errors=0, but the figures of");
  }

  @Test
  void aFloodThatSomethingElseDisturbedIsRunAgain() {
    Search search =
        walked(
            Arrivals.parse("poisson:7000/s"),
            OBJECTIVE,
            rate -> steps.size() % 4 == 1 ? SampleCells.disturbed() : knee(rate));
    assertThat(search.foundPerS()).isBetween(7_800.0, 8_000.0);
    assertThat(search.confirmed()).isTrue();
    assertThat(search.atLeast()).isFalse();
    assertThat(search.steps())
        .anyMatch(step -> !step.met() && step.ratePerS() < 8_000 && !step.valid());
    List<String> rounds =
        steps.stream().map(step -> step.cell().id() + "/" + step.round()).toList();
    assertThat(rounds).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource
  void whereEveryFloodIsDisturbedNothingIsEstablishedAndItEndsSoon(Cell disturbed, String why) {
    Search search = walked(Arrivals.parse("poisson:7000/s"), OBJECTIVE, rate -> disturbed);
    assertThat(search.steps()).hasSize(Disturbance.MOST_IN_A_ROW);
    assertThat(search.confirmed()).isFalse();
    assertThat(search.hasFailed()).isFalse();
    assertThat(search.explanation()).startsWith("Not established");
    assertThat(search.explanation()).contains("6 floods in a row", why);
  }

  static Stream<Arguments> whereEveryFloodIsDisturbedNothingIsEstablishedAndItEndsSoon() {
    return Stream.of(
        Arguments.of(SampleCells.disturbed(), "schedule lag"),
        Arguments.of(SampleCells.slowAndStolen(), "steal"));
  }

  @Test
  void whatTheHostTookIsNotHeldAgainstTheServer() {
    Search search =
        walked(
            Arrivals.parse("poisson:7000/s"),
            OBJECTIVE,
            rate -> steps.size() % 4 == 1 ? SampleCells.slowAndStolen() : knee(rate));
    assertThat(search.confirmed()).isTrue();
    assertThat(search.foundPerS()).isBetween(7_800.0, 8_000.0);
  }

  @Test
  void theHostIsLeftAloneForAWhileWhenItTookSomething() {
    walked(Arrivals.parse("poisson:7000/s"), OBJECTIVE, rate -> SampleCells.slowAndStolen());
    assertThat(rests).as("nothing comes after the last").isEqualTo(Disturbance.MOST_IN_A_ROW - 1);
    rests = 0;
    walked(Arrivals.parse("poisson:7000/s"), OBJECTIVE, rate -> SampleCells.disturbed());
    assertThat(rests).isZero();
  }

  @Test
  void whereTheHostTookTheCpusFromTheNextAboveTheRateIsALeast() {
    Search search =
        walked(
            Arrivals.parse("poisson:7000/s"),
            OBJECTIVE,
            rate -> rate > 8_000 && rate < 8_400 ? SampleCells.slowAndStolen() : knee(rate));
    assertThat(search.confirmed()).isTrue();
    assertThat(search.atLeast()).isTrue();
  }

  @Test
  void whatAServerMakesAFloodShedIsTheServers() {
    Search search =
        walked(
            Arrivals.parse("poisson:7000/s"),
            OBJECTIVE.and("shed=0"),
            rate -> rate <= 8_000 ? GOOD : SampleCells.shedding(0.1));
    assertThat(search.confirmed()).isTrue();
    assertThat(search.atLeast()).isFalse();
    assertThat(search.foundPerS()).isBetween(7_800.0, 8_000.0);
    assertThat(search.steps())
        .filteredOn(step -> !step.met())
        .extracting(SearchStep::cell)
        .doesNotHaveDuplicates();
  }

  @Test
  void floodsAreLongEnoughForTheirQuantiles() {
    walked(
        Arrivals.parse("poisson:1000/s"),
        Objective.parse(List.of("p99.9=5ms")),
        rate -> rate <= 900 ? GOOD : SLOW);
    assertThat(steps)
        .allMatch(step -> step.cell().flood().durationNs() / 1e9 * rate(step.cell()) >= 10_399)
        .allMatch(step -> step.cell().flood().durationNs() <= 60_000_000_000L);
  }

  @Test
  void whatIsShedIsNotServiced() {
    CellPlan plain = SampleCells.plan();
    CellPlan shedding =
        new CellPlan(
            plain.id(), plain.server(), plain.placement(), plain.flood().with("maxInFlight", 10));
    RateCourse course =
        new RateCourse(shedding, OBJECTIVE, Arrivals.parse("poisson:1000/s"), told::add);
    assertThat(course.search().objective()).containsExactly("p99<=5ms", "errors=0", "shed=0");
  }

  @Test
  void whatIsEndedEarlyHasFoundWhatItHas() {
    RateCourse course =
        new RateCourse(SampleCells.plan(), OBJECTIVE, Arrivals.parse("poisson:1000/s"), told::add);
    assertThat(course.search().explanation()).contains("no rate has met");
    assertThat(course.search().hasFailed()).isFalse();
    course.next();
    course.ended(GOOD);
    assertThat(course.search().foundPerS()).isEqualTo(1_000);
    assertThat(course.search().confirmed()).isFalse();
    assertThat(course.search().explanation()).contains("1,000/s (poisson) met", "not confirmed");
  }

  @Test
  void anObjectiveOfOneselfIsRefusedInWords() {
    assertThatThrownBy(() -> Objective.parse(List.of("p98=5ms")))
        .hasMessageContaining("there is no figure 'p98'");
  }
}
