package stampede.report;

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
}
