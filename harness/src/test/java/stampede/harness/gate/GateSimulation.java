package stampede.harness.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Gates drawn instead of run: three metrics whose rounds vary independently, with noise and true
 * changes given in units of each metric's margin. Bounds, looks and decisions are the gate's own.
 */
final class GateSimulation {
  private final Tolerances tolerances = Tolerances.usual();
  private final Looks looks;
  private final int[] lower;
  private final int[] upper;

  /** Gates of 30 rounds. */
  GateSimulation() {
    this(Looks.upTo(30));
  }

  private GateSimulation(Looks looks) {
    this.looks = looks;
    this.lower = looks.rounds().stream().mapToInt(looks::lowerIndex).toArray();
    this.upper = looks.rounds().stream().mapToInt(looks::upperIndex).toArray();
  }

  /** Gates of 30 rounds that run out after fewer, and look then. */
  static GateSimulation runningOutAfter(int rounds) {
    List<Integer> looks = new ArrayList<>(Looks.upTo(30).rounds());
    looks.removeIf(look -> look >= rounds);
    looks.add(rounds);
    return new GateSimulation(new Looks(looks));
  }

  /** True changes of each metric, in units of its margin. */
  record Dose(String title, double throughput, double p50, double p99) {
    double of(Metric metric) {
      return switch (metric) {
        case THROUGHPUT -> throughput;
        case P50 -> p50;
        case P99 -> p99;
      };
    }
  }

  static final Dose NOTHING = new Dose("nothing", 0, 0, 0);

  /**
   * How many gates came to what.
   *
   * @param noise standard deviation of a round, in units of the margin
   */
  Map<Decision, Integer> run(int gates, RoundNoise kind, double noise, Dose dose, long seed) {
    Random random = new Random(seed);
    Map<Decision, Integer> counts = new EnumMap<>(Decision.class);
    Arrays.stream(Decision.values()).forEach(each -> counts.put(each, 0));
    for (int i = 0; i < gates; i++) {
      counts.merge(gate(kind, noise, dose, random), 1, Integer::sum);
    }
    return counts;
  }

  private Decision gate(RoundNoise kind, double noise, Dose dose, Random random) {
    Map<Metric, double[]> changes = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      double margin = tolerances.margin(metric);
      changes.put(
          metric,
          Arrays.stream(kind.drawn(looks.last(), random))
              .map(each -> margin * (dose.of(metric) + noise * each))
              .toArray());
    }
    Decision decision = Decision.INCONCLUSIVE;
    for (int look = 0; look < lower.length && decision == Decision.INCONCLUSIVE; look++) {
      decision = look(look, changes);
    }
    return decision;
  }

  private Decision look(int look, Map<Metric, double[]> changes) {
    boolean allPass = true;
    for (Map.Entry<Metric, double[]> each : changes.entrySet()) {
      WalshAverages averages =
          WalshAverages.of(Arrays.copyOf(each.getValue(), looks.rounds().get(look)));
      Decision decision =
          Decision.of(
              averages.estimate(),
              averages.lower(lower[look]),
              averages.upper(upper[look]),
              tolerances.margin(each.getKey()));
      if (decision == Decision.FAIL) {
        return Decision.FAIL;
      }
      allPass &= decision == Decision.PASS;
    }
    return allPass ? Decision.PASS : Decision.INCONCLUSIVE;
  }
}
