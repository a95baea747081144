package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import stampede.harness.fault.FaultPlan;

/**
 * Which rounds of which cells, in which order: every cell once in each round, the cells of a round
 * shuffled by the seed, so that what drifts on the machine strikes all cells alike. Pure.
 *
 * @param cells the cells, in the order of the results
 * @param rounds rounds of each, at least 1
 * @param seed of the order, and of what is not drawn from the seed of a flood
 * @param faults what is done to the handlers of every round
 * @param intervalNs length of the intervals of the time series, more than 0
 */
public record ExperimentPlan(
    List<CellPlan> cells, int rounds, long seed, List<FaultPlan> faults, long intervalNs) {
  /** How long an interval of the time series is when nobody says. */
  public static final long INTERVAL_NS = 100_000_000L;

  /** An experiment with intervals of the usual length. */
  public ExperimentPlan(List<CellPlan> cells, int rounds, long seed, List<FaultPlan> faults) {
    this(cells, rounds, seed, faults, INTERVAL_NS);
  }

  /** An experiment without faults. */
  public ExperimentPlan(List<CellPlan> cells, int rounds, long seed) {
    this(cells, rounds, seed, List.of());
  }

  /** The same experiment with other intervals. */
  public ExperimentPlan every(long otherNs) {
    return new ExperimentPlan(cells, rounds, seed, faults, otherNs);
  }

  /**
   * The same experiment where agents flood: on none of this machine's CPUs that is known of.
   *
   * @param threads load threads of all agents together
   * @param remote whether they may be elsewhere
   */
  public ExperimentPlan byAgents(int threads, boolean remote) {
    List<CellPlan> theirs = new ArrayList<>();
    for (CellPlan cell : cells) {
      theirs.add(
          new CellPlan(
              cell.id(),
              cell.server(),
              new Placement(cell.placement().server(), new BitSet()),
              cell.flood().byThreads(threads).allowingRemote(remote)));
    }
    return new ExperimentPlan(theirs, rounds, seed, faults, intervalNs);
  }

  /** One round of one cell. */
  public record Step(CellPlan cell, int round, int order) {}

  /** Every step, in the order to run. */
  public List<Step> steps() {
    SplittableRandom random = new SplittableRandom(seed);
    List<Step> steps = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      List<CellPlan> shuffled = new ArrayList<>(cells);
      Collections.shuffle(shuffled, random);
      for (CellPlan cell : shuffled) {
        steps.add(new Step(cell, round, steps.size()));
      }
    }
    return steps;
  }

  /**
   * The seed of one step's schedules: another for every round, the same for all cells of a round
   * whose floods have the same.
   */
  public long floodSeed(Step step) {
    return step.cell().flood().seed() * 1_000_003L + step.round();
  }

  /** Seconds of flood in all, without starting and stopping. */
  public double floodS() {
    return rounds * cells.stream().mapToDouble(cell -> cell.flood().lengthNs() / 1e9).sum();
  }
}
