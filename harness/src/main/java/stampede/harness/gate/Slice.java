package stampede.harness.gate;

import java.util.Locale;
import stampede.harness.experiment.CellPlan;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.load.FloodPlan;
import stampede.harness.server.ServerUnderTest;

/**
 * One flood of a gate: a fresh server under one load.
 *
 * @param arm whose
 * @param kind what it measures
 * @param round of the gate, from 1; 0 before the first
 */
record Slice(Arm arm, Kind kind, int round) {
  /** What a slice measures. */
  enum Kind {
    /** Throughput. */
    SATURATION,
    /** Latency. */
    OPEN
  }

  /** As a person reads it. */
  String words() {
    String kindWord = kind.name().toLowerCase(Locale.ROOT);
    return round == 0 ? "the calibration" : "the " + kindWord + " slice of round " + round;
  }

  /** As a step of an experiment. In one round, both arms are flooded from the same seed. */
  ExperimentPlan.Step step(GatePlan plan, ServerUnderTest server, FloodPlan flood, int order) {
    String id =
        String.format(
            Locale.ROOT, "%03d-%s-%s", round, arm.word(), kind.name().toLowerCase(Locale.ROOT));
    FloodPlan seeded = flood.seeded(plan.seed(), round);
    return new ExperimentPlan.Step(
        new CellPlan(id, server, plan.placement(), seeded), round, order);
  }
}
