package stampede.report;

/**
 * What the clients saw in one interval of a round's measured window. A figure is null where it is
 * not known, and a latency also where no attempt ended.
 *
 * @param atS begin of the interval, in seconds since the measurement began
 * @param lengthS how long it is
 * @param throughputPerS requests answered in it, per second
 * @param p50Us median of the total latency, from the intended start, of the attempts that ended in
 *     it, answered or not
 * @param p99Us its 99th percentile
 * @param maxUs the longest
 * @param errors attempts that ended in it without a full and correct answer
 * @param inFlight mean number of attempts under way
 * @param queueDepth mean number of pending requests
 */
public record Interval(
    double atS,
    double lengthS,
    Double throughputPerS,
    Double p50Us,
    Double p99Us,
    Double maxUs,
    Long errors,
    Double inFlight,
    Double queueDepth) {

  public Interval {
    throughputPerS = Fields.finite(throughputPerS);
    p50Us = Fields.finite(p50Us);
    p99Us = Fields.finite(p99Us);
    maxUs = Fields.finite(maxUs);
    inFlight = Fields.finite(inFlight);
    queueDepth = Fields.finite(queueDepth);
  }
}
