package stampede.report;

/**
 * One point of a percentile curve.
 *
 * @param percentile 0 to 100
 * @param valueUs that many percent of the samples were at most this, in microseconds
 */
public record PercentilePoint(double percentile, double valueUs) {}
