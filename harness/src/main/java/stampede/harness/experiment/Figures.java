package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import stampede.report.PercentilePoint;
import stampede.report.Quantiles;
import stampede.report.reading.Median;

/**
 * How figures of rounds become figures of a cell: medians of rounds, sums of counts, histograms
 * added. Pure.
 */
final class Figures {
  /** A quantile needs this many samples beyond it to mean anything. */
  private static final double SAMPLES_BEYOND = 10;

  private static final double NS_PER_US = 1e3;

  private Figures() {}

  /** The median; null when there are none. */
  static Double median(Collection<Double> values) {
    double[] known =
        values.stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
    return known.length == 0 ? null : (Double) Median.of(known);
  }

  /** Quantiles of one round, in microseconds; one with too few samples beyond it is null. */
  static Quantiles quantiles(Histogram histogram) {
    long count = histogram.getTotalCount();
    return new Quantiles(
        quantile(histogram, 50),
        quantile(histogram, 90),
        quantile(histogram, 99),
        quantile(histogram, 99.9),
        count == 0 ? null : histogram.getMaxValue() / NS_PER_US,
        count == 0 ? null : histogram.getMean() / NS_PER_US,
        count == 0 ? null : histogram.getStdDeviation() / NS_PER_US,
        count,
        List.of());
  }

  private static Double quantile(Histogram histogram, double percentile) {
    boolean enough = histogram.getTotalCount() * (1 - percentile / 100) >= SAMPLES_BEYOND - 1e-9;
    return enough ? histogram.getValueAtPercentile(percentile) / NS_PER_US : null;
  }

  /**
   * Quantiles of a cell: each the median of its rounds' quantiles, with the curve of all rounds'
   * samples together. A quantile that some round cannot give is taken from all samples, where they
   * are enough.
   */
  static Quantiles quantiles(List<Histogram> rounds) {
    Histogram all = new Histogram(3);
    rounds.forEach(all::add);
    List<Quantiles> each = rounds.stream().map(Figures::quantiles).toList();
    Quantiles whole = quantiles(all);
    return new Quantiles(
        across(each, Quantiles::p50, whole),
        across(each, Quantiles::p90, whole),
        across(each, Quantiles::p99, whole),
        across(each, Quantiles::p999, whole),
        whole.max(),
        across(each, Quantiles::mean, whole),
        across(each, Quantiles::sd, whole),
        whole.count(),
        curve(all));
  }

  private static Double across(
      List<Quantiles> rounds, Function<Quantiles, Double> figure, Quantiles whole) {
    List<Double> values = new ArrayList<>();
    rounds.forEach(round -> values.add(figure.apply(round)));
    return values.contains(null) ? figure.apply(whole) : median(values);
  }

  /** The percentile curve, denser toward the tail, as far as there are samples. */
  private static List<PercentilePoint> curve(Histogram histogram) {
    List<PercentilePoint> points = new ArrayList<>();
    for (HistogramIterationValue value : histogram.percentiles(5)) {
      points.add(
          new PercentilePoint(
              value.getPercentileLevelIteratedTo(), value.getValueIteratedTo() / NS_PER_US));
    }
    return points;
  }

  /** Counts by name, added. */
  static Map<String, Long> sum(Collection<Map<String, Long>> counts) {
    Map<String, Long> sum = new TreeMap<>();
    counts.forEach(each -> each.forEach((name, count) -> sum.merge(name, count, Long::sum)));
    return sum;
  }

  /**
   * Jain's fairness index of shares: 1 when all are equal, 1/n when one has everything; null when
   * nothing was shared out. Source: Jain, Chiu, Hawe, DEC-TR-301.
   */
  static Double jain(double[] amounts) {
    double sum = Arrays.stream(amounts).sum();
    double squares = Arrays.stream(amounts).map(amount -> amount * amount).sum();
    return squares == 0 ? null : sum * sum / (amounts.length * squares);
  }
}
