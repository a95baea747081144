package stampede.report.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import stampede.report.Interval;

/**
 * The intervals of a cell put together to fewer, where there are more than a picture or a table has
 * room for: rates and numbers under way as means, errors as sums, and of each latency the highest,
 * so that no peak is lost. Pure.
 */
public final class CoarseIntervals {
  private CoarseIntervals() {}

  /** At most {@code most} intervals, each of as many of the given ones as that takes, in order. */
  public static List<Interval> of(List<Interval> intervals, int most) {
    int each = Math.max(1, Math.ceilDiv(intervals.size(), most));
    List<Interval> coarse = new ArrayList<>();
    for (int i = 0; i < intervals.size(); i += each) {
      coarse.add(together(intervals.subList(i, Math.min(intervals.size(), i + each))));
    }
    return coarse;
  }

  private static Interval together(List<Interval> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    List<Long> errors = parts.stream().map(Interval::errors).filter(Objects::nonNull).toList();
    return new Interval(
        parts.getFirst().atS(),
        parts.stream().mapToDouble(Interval::lengthS).sum(),
        mean(parts, Interval::throughputPerS),
        highest(parts, Interval::p50Us),
        highest(parts, Interval::p99Us),
        highest(parts, Interval::maxUs),
        errors.isEmpty() ? null : errors.stream().mapToLong(Long::longValue).sum(),
        mean(parts, Interval::inFlight),
        mean(parts, Interval::queueDepth));
  }

  /** Over the time of which the figure is known; null when it never is. */
  private static Double mean(List<Interval> parts, Function<Interval, Double> figure) {
    double sum = 0;
    double timeS = 0;
    for (Interval part : parts) {
      Double value = figure.apply(part);
      if (value != null) {
        sum += value * part.lengthS();
        timeS += part.lengthS();
      }
    }
    return timeS == 0 ? null : sum / timeS;
  }

  private static Double highest(List<Interval> parts, Function<Interval, Double> figure) {
    return parts.stream().map(figure).filter(Objects::nonNull).max(Double::compare).orElse(null);
  }
}
