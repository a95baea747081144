package stampede.report.reading;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.LoadStep;
import stampede.report.TimelinePoint;

/**
 * What the timeline of a cell says of its population as a whole.
 *
 * @param least fewest handlers at the end of an interval
 * @param mean their mean over the intervals
 * @param most the most of them
 * @param waitP99Us 99th percentile of the wait before accept: the longest of the steps' after
 *     settling, or that of all requests under a load without steps
 * @param targetUs the wait the server was to keep
 */
public record PopulationCourse(
    int least, double mean, int most, Optional<Double> waitP99Us, Optional<Double> targetUs) {

  /**
   * The course of a population that is not fixed: one with a policy, or one that was seen to
   * change. Empty for any other, and where nothing is known of it.
   */
  public static Optional<PopulationCourse> of(Cell cell) {
    IntSummaryStatistics handlers =
        cell.timeline().stream()
            .map(TimelinePoint::handlers)
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .summaryStatistics();
    boolean changing = handlers.getMax() > handlers.getMin();
    if (handlers.getCount() == 0 || !(changing || hasPolicy(cell))) {
      return Optional.empty();
    }
    return Optional.of(
        new PopulationCourse(
            handlers.getMin(),
            handlers.getAverage(),
            handlers.getMax(),
            waitP99Us(cell),
            targetUs(cell)));
  }

  /** The cells of which there is a course, in their order. */
  public static List<Cell> among(List<Cell> cells) {
    return cells.stream().filter(cell -> of(cell).isPresent()).toList();
  }

  private static boolean hasPolicy(Cell cell) {
    return !cell.server().settings().getOrDefault("policy", "fixed").equals("fixed");
  }

  private static Optional<Double> waitP99Us(Cell cell) {
    if (cell.steps().isEmpty()) {
      return Optional.ofNullable(cell.latencyUs())
          .flatMap(phases -> Optional.ofNullable(phases.queue()))
          .flatMap(queue -> Optional.ofNullable(queue.p99()));
    }
    return cell.steps().stream()
        .map(LoadStep::waitP99Us)
        .filter(Objects::nonNull)
        .max(Double::compare);
  }

  private static Optional<Double> targetUs(Cell cell) {
    return Optional.ofNullable(cell.server().settings().get("target")).flatMap(Durations::us);
  }
}
