package stampede.harness.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import stampede.contract.PopulationSample;

/**
 * The population in one interval, as the spawner saw it. Pure.
 *
 * @param wanted handlers its policy wanted at the end of the interval
 * @param handlers handlers that were ready at its end
 * @param available mean number of handlers that waited for requests
 * @param servicing mean number of handlers that serviced one
 * @param pending mean number of requests in the buffer, where the kernel shows it
 * @param maxPending the most of them, where the kernel shows it
 * @param waitNs the spawner's own estimate of the wait before accept, where it had one
 */
public record PopulationFigures(
    int wanted,
    int handlers,
    double available,
    double servicing,
    OptionalDouble pending,
    OptionalInt maxPending,
    OptionalDouble waitNs) {

  /**
   * The figures of each interval. Of one that lies between two samples the second tells, for that
   * is what it is of; of one before the first or after the last nobody does.
   *
   * @param samples in order of their time
   */
  public static List<Optional<PopulationFigures>> of(
      Intervals intervals, List<PopulationSample> samples) {
    List<Optional<PopulationFigures>> figures = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < intervals.count(); i++) {
      int first = next;
      while (first < samples.size() && samples.get(first).atNs() < intervals.beginNs(i)) {
        first++;
      }
      next = first;
      while (next < samples.size() && samples.get(next).atNs() < intervals.endNs(i)) {
        next++;
      }
      boolean between = next == first && first > 0 && first < samples.size();
      figures.add(of(samples.subList(first, between ? first + 1 : next)));
    }
    return figures;
  }

  private static Optional<PopulationFigures> of(List<PopulationSample> samples) {
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    PopulationSample last = samples.getLast();
    List<PopulationSample> pending =
        samples.stream().filter(sample -> sample.maxPending() >= 0).toList();
    List<PopulationSample> waited =
        samples.stream()
            .filter(sample -> sample.waitNs() >= 0 && sample.waitNs() < Long.MAX_VALUE)
            .toList();
    return Optional.of(
        new PopulationFigures(
            last.wanted(),
            last.handlers(),
            mean(samples, PopulationSample::available).orElseThrow(),
            mean(samples, PopulationSample::meanServicing).orElseThrow(),
            mean(pending, PopulationSample::meanPending),
            pending.stream().mapToInt(PopulationSample::maxPending).max(),
            mean(waited, PopulationSample::waitNs)));
  }

  private static OptionalDouble mean(
      List<PopulationSample> samples, ToDoubleFunction<PopulationSample> figure) {
    return samples.stream().mapToDouble(figure).average();
  }
}
