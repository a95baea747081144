package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import stampede.harness.observe.Intervals;
import stampede.harness.observe.PopulationFigures;
import stampede.harness.observe.Traffic;
import stampede.load.Steps;
import stampede.report.LoadStep;

/**
 * How soon a population followed the steps of a load. A step is settled from the first interval
 * from which on the number of handlers stays within its final band until the step's end, and the
 * wait before accept keeps its target: in that interval, and in all the rest of the step together,
 * at its 99th percentile. The final band is within one handler, or a tenth if that is more, of the
 * median of the step's last third. A condition of which nothing is known is left out. Pure.
 */
final class Settling {
  private static final double BAND = 0.1;

  private final Intervals intervals;
  private final Traffic traffic;
  private final List<Optional<PopulationFigures>> population;
  private final Optional<Long> targetNs;

  Settling(
      Intervals intervals,
      Traffic traffic,
      List<Optional<PopulationFigures>> population,
      Optional<Long> targetNs) {
    this.intervals = intervals;
    this.traffic = traffic;
    this.population = population;
    this.targetNs = targetNs.filter(target -> traffic.waitsKnown());
  }

  /** The steps of which at least one whole interval was measured, in order. */
  List<LoadStep> follow(Steps steps, long floodStartNs) {
    List<LoadStep> followed = new ArrayList<>();
    int count = steps.ratesPerS().size();
    for (int i = 0; i < count; i++) {
      long beginNs = floodStartNs + i * steps.stepNs();
      long endNs = i == count - 1 ? intervals.endNs() : beginNs + steps.stepNs();
      int[] within =
          IntStream.range(0, intervals.count())
              .filter(k -> intervals.beginNs(k) >= beginNs && intervals.endNs(k) <= endNs)
              .toArray();
      if (within.length > 0) {
        followed.add(
            step(steps.ratesPerS().get(i), beginNs, endNs, within[0], within[within.length - 1]));
      }
    }
    return followed;
  }

  private LoadStep step(double ratePerS, long beginNs, long endNs, int first, int last) {
    OptionalInt settled = settled(first, last);
    Histogram waits = traffic.waits(settled.orElse(first), last);
    boolean known = traffic.waitsKnown() && waits.getTotalCount() > 0;
    return new LoadStep(
        (beginNs - intervals.startNs()) / 1e6,
        (endNs - beginNs) / 1e6,
        ratePerS,
        settled.isPresent() ? (intervals.beginNs(settled.getAsInt()) - beginNs) / 1e6 : null,
        handlers(settled.orElse(first), last),
        known ? waits.getValueAtPercentile(99) / 1e3 : null,
        waits.getTotalCount());
  }

  private OptionalInt settled(int first, int last) {
    Double end = handlers(last - (last - first) / 3, last);
    OptionalInt settled = OptionalInt.empty();
    if (end == null && targetNs.isEmpty()) {
      return settled;
    }
    Histogram rest = traffic.waits(last, last);
    for (int i = last; i >= first && isInBand(i, end); i--) {
      Histogram own = traffic.waits(i, i);
      if (i < last) {
        rest.add(own);
      }
      if (keepsTarget(own) && keepsTarget(rest)) {
        settled = OptionalInt.of(i);
      }
    }
    return settled;
  }

  private boolean isInBand(int interval, Double end) {
    return end == null
        || population
            .get(interval)
            .filter(seen -> Math.abs(seen.handlers() - Math.round(end)) > Math.max(1, BAND * end))
            .isEmpty();
  }

  private boolean keepsTarget(Histogram waits) {
    return targetNs.isEmpty() || waits.getValueAtPercentile(99) <= targetNs.get();
  }

  /** The median number of handlers; null when it is not known. */
  private Double handlers(int first, int last) {
    return Figures.median(
        IntStream.rangeClosed(first, last)
            .mapToObj(population::get)
            .flatMap(Optional::stream)
            .map(seen -> (double) seen.handlers())
            .toList());
  }
}
