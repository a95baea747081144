package stampede.harness.gate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import stampede.harness.conformance.Check;
import stampede.harness.experiment.Placement;
import stampede.harness.load.FloodPlan;
import stampede.harness.server.ServerUnderTest;

/**
 * What a gate is to do.
 *
 * @param baseline what is held to be good: a server, or what was measured of one
 * @param candidate what is to be no worse; of a calibration the baseline again
 * @param calibration whether it only learns the noise: a fixed number of rounds, no decision
 * @param placement on which CPUs, for both
 * @param flood the saturation slice; the open slice is the same but for its load and length
 * @param looks when it may decide; of a calibration those of the gate it is made for
 * @param tolerances how much worse the candidate may be
 * @param budgetNs it begins no round that would end after so long, where somebody said
 * @param seed of every random choice
 * @param checks conformance checks that both are to pass first; none to leave them out
 */
public record GatePlan(
    Baseline baseline,
    ServerUnderTest candidate,
    boolean calibration,
    Placement placement,
    FloodPlan flood,
    Looks looks,
    Tolerances tolerances,
    OptionalLong budgetNs,
    long seed,
    List<Check> checks) {
  /** The share of the baseline's capacity that the open slice offers. */
  static final double OPEN_SHARE = 0.6;

  /** Copies the checks. */
  public GatePlan {
    checks = List.copyOf(checks);
  }

  /** A baseline. */
  public sealed interface Baseline {
    /** Measured in this gate, round by round beside the candidate. */
    record Live(ServerUnderTest server) implements Baseline {}

    /** Measured before, and kept. */
    record Kept(StoredBaseline stored) implements Baseline {}
  }

  Optional<StoredBaseline> stored() {
    return baseline instanceof Baseline.Kept kept ? Optional.of(kept.stored()) : Optional.empty();
  }

  /** The servers that are measured. */
  Optional<ServerUnderTest> server(Arm arm) {
    if (arm == Arm.CANDIDATE) {
      return Optional.of(candidate);
    }
    return baseline instanceof Baseline.Live live ? Optional.of(live.server()) : Optional.empty();
  }

  /** How many rounds are compared at most. */
  public int mostRounds() {
    return calibration ? Looks.LEAST : looks.last();
  }
}
