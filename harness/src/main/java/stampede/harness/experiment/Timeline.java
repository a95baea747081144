package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import stampede.contract.Units;
import stampede.harness.observe.Intervals;
import stampede.harness.observe.PopulationFigures;
import stampede.harness.observe.Traffic;
import stampede.load.ArrivalSchedule;
import stampede.load.Steps;
import stampede.report.LoadStep;
import stampede.report.TimelinePoint;
import stampede.report.WaitQuantiles;

/**
 * The measured window of one round as it went by: population, queue and wait. Pure.
 *
 * @param points one for each interval
 * @param steps how each step of a load of steps was followed; empty for another load
 */
record Timeline(List<TimelinePoint> points, List<LoadStep> steps) {
  private static final double NS_PER_US = 1e3;
  private static final double NS_PER_MS = 1e6;

  /** Of a round of which nothing is known over time. */
  static Timeline none() {
    return new Timeline(List.of(), List.of());
  }

  /**
   * The timeline of one round.
   *
   * @param traffic what clients and handlers recorded in those intervals
   * @param population what the spawner saw in each
   */
  static Timeline of(
      CellPlan cell,
      Intervals intervals,
      Traffic traffic,
      List<Optional<PopulationFigures>> population) {
    ArrivalSchedule schedule = ArrivalSchedule.parse(cell.flood().load());
    boolean offered = schedule instanceof ArrivalSchedule.Open && traffic.isRecorded();
    List<TimelinePoint> points = new ArrayList<>();
    for (int i = 0; i < intervals.count(); i++) {
      points.add(point(i, intervals, traffic, population.get(i), offered));
    }
    List<LoadStep> followed = List.of();
    if (schedule instanceof Steps steps) {
      Settling settling = new Settling(intervals, traffic, population, targetNs(cell));
      followed = settling.follow(steps, intervals.startNs() - cell.flood().warmupNs());
    }
    return new Timeline(points, followed);
  }

  /** The wait before accept that the server is to keep, where it has such a setting. */
  private static Optional<Long> targetNs(CellPlan cell) {
    return Optional.ofNullable(cell.server().description().settings().get("target"))
        .map(Units::durationNs);
  }

  private static TimelinePoint point(
      int i,
      Intervals intervals,
      Traffic traffic,
      Optional<PopulationFigures> population,
      boolean offered) {
    double lengthS = intervals.lengthS(i);
    return new TimelinePoint(
        (intervals.beginNs(i) - intervals.startNs()) / NS_PER_MS,
        lengthS * 1e3,
        population.map(PopulationFigures::wanted).orElse(null),
        population.map(PopulationFigures::handlers).orElse(null),
        population.map(PopulationFigures::available).orElse(null),
        population.map(PopulationFigures::servicing).orElse(null),
        population.map(seen -> RoundFigures.boxed(seen.pending())).orElse(null),
        population.map(seen -> RoundFigures.boxed(seen.maxPending())).orElse(null),
        offered ? traffic.intended(i) / lengthS : null,
        traffic.isRecorded() ? traffic.answered(i) / lengthS : null,
        traffic.waitsKnown() ? waits(traffic.waits(i, i)) : null,
        population.map(seen -> us(seen.waitNs())).orElse(null));
  }

  private static Double us(OptionalDouble ns) {
    return ns.isPresent() ? ns.getAsDouble() / NS_PER_US : null;
  }

  /** Few samples give what they can: this is a course, not a result. */
  private static WaitQuantiles waits(Histogram waits) {
    boolean any = waits.getTotalCount() > 0;
    return new WaitQuantiles(
        any ? waits.getValueAtPercentile(50) / NS_PER_US : null,
        any ? waits.getValueAtPercentile(99) / NS_PER_US : null,
        any ? waits.getMaxValue() / NS_PER_US : null,
        waits.getTotalCount());
  }
}
