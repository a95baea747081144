package stampede.report;

import java.util.List;

/**
 * A distribution, in short. A quantile is null when there were too few samples to know it: the
 * quantile q wants at least 10/(1-q) of them.
 *
 * @param p50 median
 * @param p90 90th percentile
 * @param p99 99th percentile
 * @param p999 99.9th percentile
 * @param max the greatest value seen; null when count is 0
 * @param mean the mean; null when count is 0
 * @param count number of samples, at least 0
 * @param sd the standard deviation; null when count is 0
 * @param curve percentile to value, rising in both; empty where only the quantiles were kept
 */
public record Quantiles(
    Double p50,
    Double p90,
    Double p99,
    Double p999,
    Double max,
    Double mean,
    Double sd,
    long count,
    List<PercentilePoint> curve) {

  public Quantiles {
    p50 = Fields.finite(p50);
    p90 = Fields.finite(p90);
    p99 = Fields.finite(p99);
    p999 = Fields.finite(p999);
    max = Fields.finite(max);
    mean = Fields.finite(mean);
    sd = Fields.finite(sd);
    curve = Fields.list(curve);
  }
}
