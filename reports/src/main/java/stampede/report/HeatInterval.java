package stampede.report;

import java.util.Arrays;
import java.util.List;

/**
 * One interval of a {@link Heat}.
 *
 * @param atS begin of the interval, in seconds since the measurement began
 * @param lengthS how long it is
 * @param first the bucket of the first count
 * @param counts of that bucket and those after it; buckets on either side had none
 */
public record HeatInterval(double atS, double lengthS, int first, List<Long> counts) {

  public HeatInterval {
    counts = Fields.list(counts);
  }

  /** That of counts of all buckets, of which those that are empty on either side are left out. */
  public static HeatInterval of(double atS, double lengthS, long[] counts) {
    int first = 0;
    while (first < counts.length && counts[first] == 0) {
      first++;
    }
    int end = counts.length;
    while (end > first && counts[end - 1] == 0) {
      end--;
    }
    List<Long> kept = Arrays.stream(counts, first, end).boxed().toList();
    return new HeatInterval(atS, lengthS, kept.isEmpty() ? 0 : first, kept);
  }
}
