package stampede.report;

import java.util.List;

/**
 * How many attempts of one round ended in each interval of its measured window, by their total
 * latency from the intended start. Buckets of latency are equal parts of a decade: bucket k begins
 * at {@code fromUs} x 10^(k / {@code perDecade}); the first holds what is shorter as well, and the
 * last what is longer.
 *
 * @param fromUs where bucket 0 begins, in microseconds
 * @param perDecade buckets from a latency to ten times that, at least 1
 * @param buckets how many there are
 * @param intervals in order of time, as far as the attempts were recorded
 */
public record Heat(double fromUs, int perDecade, int buckets, List<HeatInterval> intervals) {

  public Heat {
    intervals = Fields.list(intervals);
  }
}
