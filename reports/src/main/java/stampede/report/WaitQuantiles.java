package stampede.report;

/**
 * The waits before accept of one interval, in microseconds, with two digits that count: from when
 * the connection stood until a handler had accepted it. However few samples there are, a quantile
 * is the nearest of them: it shows the course of the wait, not a result.
 *
 * @param p50 median; null when count is 0
 * @param p99 99th percentile; null when count is 0
 * @param max the longest; null when count is 0
 * @param count number of samples, at least 0
 */
public record WaitQuantiles(Double p50, Double p99, Double max, long count) {

  public WaitQuantiles {
    p50 = Fields.finite(p50);
    p99 = Fields.finite(p99);
    max = Fields.finite(max);
  }
}
