package stampede.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.experiment.CellPlan;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.experiment.SampleCells;
import stampede.report.Cell;
import stampede.report.gate.GatePair;
import stampede.report.gate.GateViolation;
import stampede.server.StartException;

/** A gate as rounds of an experiment, of servers made up. */
@Timeout(20)
class GateCourseTest {
  private static final Cell SATURATED = SampleCells.closed();
  private static final Cell OPEN = SampleCells.open(1_000_000, 0);
  private static final Cell SLOW = SampleCells.open(2_000_000, 0);
  private static final long SECOND_NS = 1_000_000_000L;

  private final List<ExperimentPlan.Step> steps = new ArrayList<>();

  /** After how many steps nothing is done for a while. */
  private final List<Integer> rests = new ArrayList<>();

  private final ToldRounds told = new ToldRounds();
  private long nowNs;

  private static GatePlan plan(boolean calibration, OptionalLong budgetNs) {
    return plan(calibration, budgetNs, 11);
  }

  private static GatePlan plan(boolean calibration, OptionalLong budgetNs, long seed) {
    CellPlan sample = SampleCells.plan();
    return new GatePlan(
        new GatePlan.Baseline.Live(sample.server()),
        sample.server(),
        calibration,
        sample.placement(),
        sample.flood(),
        Looks.upTo(30),
        Tolerances.usual(),
        budgetNs,
        seed,
        List.of());
  }

  private GateCourse course(boolean calibration, OptionalLong budgetNs) {
    return new GateCourse(plan(calibration, budgetNs), () -> nowNs, told);
  }

  private GateCourse walked(Function<ExperimentPlan.Step, Cell> servers) {
    return walked(course(false, OptionalLong.empty()), servers);
  }

  private GateCourse walked(GateCourse course, Function<ExperimentPlan.Step, Cell> servers) {
    Optional<ExperimentPlan.Step> step = course.next();
    while (step.isPresent()) {
      steps.add(step.get());
      nowNs += SECOND_NS;
      course.ended(servers.apply(step.get()));
      long restNs = course.restNs();
      nowNs += restNs;
      if (restNs > 0) {
        rests.add(steps.size());
      }
      step = course.next();
    }
    return course;
  }

  private static boolean is(ExperimentPlan.Step step, String word) {
    return step.cell().id().contains(word);
  }

  private static Cell alike(ExperimentPlan.Step step) {
    return is(step, "open") ? OPEN : SATURATED;
  }

  private static Cell slower(ExperimentPlan.Step step) {
    return is(step, "candidate-open") ? SLOW : alike(step);
  }

  @Test
  void capacityComesFirstAndBothArmsThenGetTheSame() {
    GateCourse course = walked(GateCourseTest::alike);
    assertThat(steps.getFirst().cell().id()).isEqualTo("000-baseline-saturation");
    assertThat(course.capacityPerS()).contains(10_000.0);
    assertThat(course.standing().decision()).isEqualTo(Decision.PASS);
    assertThat(course.pairs()).hasSize(10).allMatch(GatePair::counts);
    assertThat(steps).hasSize(43);
    Map<String, Set<String>> floods = new HashMap<>();
    for (ExperimentPlan.Step step : steps.subList(3, steps.size())) {
      String slice = step.cell().id().replaceAll("baseline|candidate", "");
      floods
          .computeIfAbsent(slice, any -> new HashSet<>())
          .add(step.cell().flood() + " " + step.cell().flood().seed() + " " + step.round());
    }
    assertThat(floods).hasSize(20);
    assertThat(floods.values()).allMatch(each -> each.size() == 1);
    assertThat(steps.stream().filter(step -> is(step, "open")))
        .allMatch(step -> step.cell().flood().load().equals("poisson:6000/s"))
        .allMatch(step -> step.cell().flood().durationNs() * 6e-6 > 10_000);
    assertThat(told.lines().getFirst()).isEqualTo("poisson:6000/s");
    assertThat(told.lines().getLast()).contains("look: pass");
  }

  @Test
  void theLoadGeneratorIsWarmedWithEitherLoadBeforeAnythingCounts() {
    walked(GateCourseTest::alike);
    assertThat(steps.subList(0, 4))
        .extracting(step -> step.cell().id())
        .startsWith("000-baseline-saturation", "000-baseline-saturation", "000-baseline-open")
        .last()
        .asString()
        .startsWith("001");
    assertThat(steps.subList(0, 3))
        .extracting(step -> step.cell().flood().warmupNs() / 1e9)
        .containsExactly(5.0, 1.0, 5.0);
  }

  @Test
  void seedsThatLieSideBySideDrawDifferentOrders() {
    Set<String> leaders = new HashSet<>();
    for (long seed = 1; seed <= 20; seed++) {
      leaders.add(
          walked(
                  new GateCourse(plan(false, OptionalLong.empty(), seed), () -> nowNs, told),
                  GateCourseTest::alike)
              .pairs()
              .getFirst()
              .first());
    }
    assertThat(leaders).containsExactlyInAnyOrder("baseline", "candidate");
  }

  @Test
  void theOrderIsDrawnFromTheSeedAndOfEveryTwoRoundsEachArmLeadsOne() {
    List<String> first =
        walked(GateCourseTest::alike).pairs().stream().map(GatePair::first).toList();
    List<String> again =
        walked(GateCourseTest::alike).pairs().stream().map(GatePair::first).toList();
    assertThat(first).isEqualTo(again);
    List<String> openers = new ArrayList<>();
    for (int i = 0; i < first.size(); i += 2) {
      openers.add(first.get(i));
      assertThat(first.subList(i, i + 2)).containsExactlyInAnyOrder("baseline", "candidate");
    }
    assertThat(openers).contains("baseline", "candidate");
  }

  @Test
  void aSlowerCandidateFailsAtTheFirstLook() {
    GateCourse course = walked(GateCourseTest::slower);
    assertThat(course.standing().decision()).isEqualTo(Decision.FAIL);
    assertThat(course.pairs()).hasSize(10);
    assertThat(course.violations()).isEmpty();
    assertThat(told.lines().get(5)).contains("p50 +100", "so far");
  }

  @Test
  void anAuditThatFailsEndsItAtOnce() {
    GateCourse course =
        walked(
            step ->
                is(step, "003-candidate-saturation") ? SampleCells.failingAudit() : alike(step));
    assertThat(course.violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo("audit");
              assertThat(violation.arm()).isEqualTo("candidate");
              assertThat(violation.what()).isEqualTo("the saturation slice of round 3");
            });
    assertThat(course.pairs()).hasSize(3);
    assertThat(course.pairs().getLast().counts()).isFalse();
  }

  @Test
  void whatTheEnvironmentSpoiledIsLeftOutInPairsAndReplaced() {
    GateCourse course =
        walked(step -> is(step, "004-baseline-saturation") ? SampleCells.stolen() : slower(step));
    assertThat(course.pairs()).hasSize(11);
    assertThat(course.standing().rounds()).isEqualTo(10);
    assertThat(course.pairs().stream().filter(GatePair::counts).map(GatePair::first))
        .as("a round that is left out does not take the turn of an arm")
        .filteredOn("baseline"::equals)
        .hasSize(5);
    assertThat(course.pairs().get(3).discarded())
        .contains("steal", "the saturation slice of round 4 of the baseline");
    assertThat(told.lines())
        .anyMatch(line -> line.contains("round 4") && line.contains("left out"));
  }

  @Test
  void theHostIsLeftAloneForAWhileAfterAWholeRoundItTookSomethingOf() {
    walked(step -> is(step, "004-baseline-saturation") ? SampleCells.stolen() : slower(step));
    assertThat(rests).containsExactly(3 + 4 * 4);
    assertThat(told.lines().get(4)).endsWith("; nothing is done for 10 s now");
    assertThat(told.lines().get(5)).doesNotContain("nothing is done");
  }

  @Test
  void afterAFloodThatWasToTellTheCapacityTooAndNeverLongerThanTheBudget() {
    GateCourse course =
        walked(
            course(false, OptionalLong.of(41 * SECOND_NS)),
            step ->
                (is(step, "000") && rests.isEmpty()) || is(step, "002-candidate-saturation")
                    ? SampleCells.stolen()
                    : alike(step));
    assertThat(rests).containsExactly(1, 3 + 2 * 4);
    assertThat(course.endedBy())
        .get()
        .asString()
        .contains("--budget", "rounds had to be left out", "steal");
    rests.clear();
    walked(
        course(false, OptionalLong.of(21 * SECOND_NS)),
        step -> is(step, "002-candidate-saturation") ? SampleCells.stolen() : alike(step));
    assertThat(rests).as("no round could end after it").isEmpty();
  }

  @Test
  void aMachineThatSpoilsEverythingIsNotEndless() {
    GateCourse course =
        walked(step -> is(step, "candidate-sat") ? SampleCells.stolen() : alike(step));
    assertThat(course.pairs()).hasSize(45);
    assertThat(course.standing().decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(course.endedBy()).get().asString().contains("45 of 45 rounds had to be left out");
    assertThat(rests).as("nothing comes after the last").hasSize(44);
  }

  @Test
  void requestsThatBeginLateBecauseTheServerIsSlowCount() {
    GateCourse course =
        walked(step -> is(step, "candidate-open") ? SampleCells.open(0.5) : alike(step));
    assertThat(course.pairs()).hasSize(10).allMatch(GatePair::counts);
    GateCourse held =
        walked(
            step ->
                is(step, "candidate-open") ? SampleCells.heldBackByGenerator(0.5) : alike(step));
    assertThat(held.pairs()).noneMatch(GatePair::counts);
  }

  @Test
  void requestsWithoutAnswerFailItWhateverTheFigures() {
    GateCourse course =
        walked(step -> is(step, "candidate-open") ? SampleCells.open(500_000, 200) : alike(step));
    assertThat(course.violations()).extracting(GateViolation::kind).containsExactly("unanswered");
  }

  @Test
  void noRoundBeginsThatWouldEndAfterTheBudget() {
    GateCourse course =
        walked(course(false, OptionalLong.of(31 * SECOND_NS)), GateCourseTest::alike);
    assertThat(course.pairs()).hasSize(7);
    assertThat(course.standing().decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(course.endedBy()).get().asString().contains("--budget", "7 rounds");
  }

  @Test
  void whenTimeIsOverItLooksOnceMoreAtTheRoundsThereAre() {
    GateCourse slower =
        walked(course(false, OptionalLong.of(35 * SECOND_NS)), GateCourseTest::slower);
    assertThat(slower.pairs()).hasSize(8);
    assertThat(slower.standing().decision()).isEqualTo(Decision.FAIL);
    GateCourse alike =
        walked(course(false, OptionalLong.of(40 * SECOND_NS)), GateCourseTest::alike);
    assertThat(alike.pairs()).hasSize(9);
    assertThat(alike.standing().decision()).isEqualTo(Decision.PASS);
    GateCourse calibration =
        walked(course(true, OptionalLong.of(35 * SECOND_NS)), GateCourseTest::alike);
    assertThat(calibration.pairs()).hasSize(8);
  }

  @Test
  void whenTooManyRoundsAreLeftOutToo() {
    GateCourse course =
        walked(
            step ->
                is(step, "candidate-saturation") && step.cell().id().compareTo("010") > 0
                    ? SampleCells.stolen()
                    : slower(step));
    assertThat(course.standing().rounds()).isEqualTo(9);
    assertThat(course.endedBy()).get().asString().contains("36 of 45 rounds had to be left out");
    assertThat(course.standing().decision()).isEqualTo(Decision.FAIL);
  }

  @Test
  void whatIsLeftUnansweredIsSeenThenToo() {
    GateCourse course =
        walked(
            course(false, OptionalLong.of(35 * SECOND_NS)),
            step -> is(step, "candidate-open") ? SampleCells.open(500_000, 200) : alike(step));
    assertThat(course.violations()).extracting(GateViolation::kind).containsExactly("unanswered");
  }

  @Test
  void aGateThatIsEndedByItsUserDoesNotLook() {
    GateCourse course = course(false, OptionalLong.empty());
    for (int flood = 0; flood < 3 + 9 * 4; flood++) {
      course.ended(slower(course.next().orElseThrow()));
    }
    course.next();
    course.cutShort();
    assertThat(course.standing().rounds()).isEqualTo(9);
    assertThat(course.standing().decision()).isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void aCalibrationRunsTenRoundsAndDecidesNothing() {
    GateCourse course = walked(course(true, OptionalLong.empty()), GateCourseTest::alike);
    assertThat(course.pairs()).hasSize(10);
    assertThat(told.lines().getLast()).doesNotContain("look");
    assertThat(course.roundS()).contains(4.0);
  }

  @Test
  void aBaselineThatAnswersNothingIsNoBaseline() {
    assertThatThrownBy(() -> walked(step -> SampleCells.unknown()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("the baseline answered no request");
  }

  @Test
  void aCandidateThatDiesFailsAndABaselineThatDiesDoesNot() {
    GateCourse course = course(false, OptionalLong.empty());
    for (int flood = 0; flood < 3; flood++) {
      course.ended(alike(course.next().orElseThrow()));
    }
    ExperimentPlan.Step step = course.next().orElseThrow();
    Arm died = course.died("it ended in the middle of the flood");
    assertThat(died.word())
        .isEqualTo(step.cell().id().contains("baseline") ? "baseline" : "candidate");
    assertThat(course.violations()).hasSize(died == Arm.CANDIDATE ? 1 : 0);
    assertThat(course.pairs())
        .singleElement()
        .satisfies(pair -> assertThat(pair.discarded()).isEqualTo("it was cut short"));
  }
}
