package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ExperimentPlanTest {
  private static final int ROUNDS = 6;

  private static ExperimentPlan plan(long seed) {
    return plan(seed, 5);
  }

  private static ExperimentPlan plan(long seed, int servers) {
    List<CellPlan> cells = new ArrayList<>();
    for (int i = 0; i < servers; i++) {
      CellPlan sample = new Sample().plan();
      cells.add(new CellPlan("cell-" + i, sample.server(), sample.placement(), sample.flood()));
    }
    return new ExperimentPlan(cells, ROUNDS, seed);
  }

  private static List<String> order(ExperimentPlan plan) {
    return plan.steps().stream().map(step -> step.cell().id() + "/" + step.round()).toList();
  }

  @Test
  void everyCellComesOnceInEachRoundAndRoundsDoNotMix() {
    List<ExperimentPlan.Step> steps = plan(1).steps();
    assertThat(steps).hasSize(5 * ROUNDS);
    for (int i = 0; i < steps.size(); i++) {
      assertThat(steps.get(i).order()).isEqualTo(i);
      assertThat(steps.get(i).round()).isEqualTo(i / 5);
    }
    assertThat(new HashSet<>(order(plan(1)))).hasSize(5 * ROUNDS);
  }

  @Test
  void theSeedGivesTheOrder() {
    assertThat(order(plan(3))).isEqualTo(order(plan(3)));
    Set<List<String>> orders = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      orders.add(order(plan(seed)));
    }
    assertThat(orders).hasSizeGreaterThan(15);
  }

  @Test
  void seedsThatLieSideBySideDrawDifferentOrdersOfTwo() {
    Set<String> leaders = new HashSet<>();
    for (long seed = 1; seed <= 20; seed++) {
      leaders.add(plan(seed, 2).steps().getFirst().cell().id());
    }
    assertThat(leaders).containsExactlyInAnyOrder("cell-0", "cell-1");
  }

  @Test
  void roundsAreShuffledEachForItself() {
    Set<List<String>> rounds = new HashSet<>();
    List<ExperimentPlan.Step> steps = plan(1).steps();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(
          steps.subList(5 * round, 5 * round + 5).stream().map(step -> step.cell().id()).toList());
    }
    assertThat(rounds).hasSizeGreaterThan(2);
  }

  @Test
  void allCellsOfARoundGetTheSameLoadAndEachRoundAnother() {
    ExperimentPlan plan = plan(9);
    Set<Long> seeds = new HashSet<>();
    for (ExperimentPlan.Step step : plan.steps()) {
      seeds.add(plan.floodSeed(step));
      assertThat(plan.floodSeed(step))
          .isEqualTo(plan.floodSeed(new ExperimentPlan.Step(step.cell(), step.round(), 0)));
    }
    assertThat(seeds).hasSize(ROUNDS);
  }

  @Test
  void theTimeOfFloodIsToldBeforehand() {
    assertThat(plan(1).floodS()).isEqualTo(5.0 * ROUNDS, within(1e-9));
  }
}
