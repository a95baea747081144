package stampede.report.gate;

import java.util.List;
import stampede.report.Fields;

/**
 * One thing compared. A change is signed so that more is worse, whatever the metric: throughput
 * that fell by a twentieth and a latency that rose by a twentieth are both about +5%. Percentages
 * are of the baseline: 100 (exp(d) - 1) for a log ratio d.
 *
 * @param name {@code throughput}, {@code p50} or {@code p99}
 * @param unit of the two medians: {@code /s} or {@code us}
 * @param better {@code more} or {@code less}: which way is good
 * @param baseline median over the rounds that count; null when there are none
 * @param candidate median over the rounds that count; null when there are none
 * @param estimatePercent how much worse the candidate is, by the Hodges-Lehmann estimate; negative
 *     when it is better; null when there are no rounds
 * @param lowerPercent a bound below which the true change lies with the chance accepted for a false
 *     fail; null when there are too few rounds to have one
 * @param upperPercent a bound above which it lies with the chance accepted for a false pass; null
 *     when there are too few rounds to have one
 * @param tolerancePercent how much worse it may be
 * @param verdict {@code pass}, {@code fail} or {@code inconclusive}
 * @param advisory why it cannot fail the gate or keep it from passing; null when it can
 * @param noisePercent the noise of one round, as a percentage: the standard deviation of the log
 *     ratios, estimated so that single outliers do not rule it; null when there are too few
 * @param smallestEffectPercent the smallest true change that a gate of this length detects nine
 *     times in ten with that noise; null when the noise is not known
 * @param ratiosPercent the change in each round that counts, in the order of time
 */
public record GateMetric(
    String name,
    String unit,
    String better,
    Double baseline,
    Double candidate,
    Double estimatePercent,
    Double lowerPercent,
    Double upperPercent,
    double tolerancePercent,
    String verdict,
    String advisory,
    Double noisePercent,
    Double smallestEffectPercent,
    List<Double> ratiosPercent) {

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public GateMetric {
    Fields.required(name, "name");
    Fields.required(unit, "unit");
    Fields.required(better, "better");
    Fields.required(verdict, "verdict");
    baseline = Fields.finite(baseline);
    candidate = Fields.finite(candidate);
    estimatePercent = Fields.finite(estimatePercent);
    lowerPercent = Fields.finite(lowerPercent);
    upperPercent = Fields.finite(upperPercent);
    noisePercent = Fields.finite(noisePercent);
    smallestEffectPercent = Fields.finite(smallestEffectPercent);
    ratiosPercent = Fields.figures(ratiosPercent);
  }

  /** Whether it only informs. */
  public boolean isAdvisory() {
    return advisory != null;
  }
}
