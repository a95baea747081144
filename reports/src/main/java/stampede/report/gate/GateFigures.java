package stampede.report.gate;

import java.util.List;
import java.util.Optional;
import stampede.report.Fields;

/**
 * What one arm showed in one round.
 *
 * @param throughputPerS answers per second in the saturation slice
 * @param p50Us median latency from the intended start in the open slice, in microseconds
 * @param p99Us its 99th percentile
 * @param openRequests requests of the open slice that were measured: what the quantiles rest on
 * @param requests requests of both slices that were begun and measured
 * @param unanswered how many of them were not answered, or wrongly
 * @param achievedShare requests begun in the open slice over those offered; null when not known
 * @param lagP99Us how late the load generator began requests of the open slice, 99th percentile
 * @param limitedBy what held the throughput back: {@code server}, {@code generator}, {@code
 *     schedule} or {@code unknown}
 * @param stealPercent CPU time that the hypervisor gave to others, the worse of both slices; null
 *     when not known
 * @param audit {@code pass} or {@code fail}, the worse of both slices; null when nothing was
 *     audited
 * @param invalidReasons why its figures cannot be believed; none when they can
 */
public record GateFigures(
    Double throughputPerS,
    Double p50Us,
    Double p99Us,
    long openRequests,
    long requests,
    long unanswered,
    Double achievedShare,
    Double lagP99Us,
    String limitedBy,
    Double stealPercent,
    String audit,
    List<String> invalidReasons) {

  /** Figures that are not finite are absent. */
  public GateFigures {
    throughputPerS = Fields.finite(throughputPerS);
    p50Us = Fields.finite(p50Us);
    p99Us = Fields.finite(p99Us);
    achievedShare = Fields.finite(achievedShare);
    lagP99Us = Fields.finite(lagP99Us);
    stealPercent = Fields.finite(stealPercent);
    invalidReasons = Fields.list(invalidReasons);
  }

  /** The figure of a metric, by its {@linkplain GateMetric#name name}; empty when not known. */
  public Optional<Double> figure(String metric) {
    return Optional.ofNullable(
        switch (metric) {
          case "throughput" -> throughputPerS;
          case "p50" -> p50Us;
          case "p99" -> p99Us;
          default -> null;
        });
  }
}
