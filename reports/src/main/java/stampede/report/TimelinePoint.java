package stampede.report;

/**
 * One interval of a round's measured window. A figure is null where it is not known: those of the
 * population come from a spawner of ours, the wait from a ledger.
 *
 * @param atMs begin of the interval, in milliseconds since the measurement began
 * @param lengthMs how long it is
 * @param wanted handlers the population policy wanted, at the end of the interval
 * @param handlers handlers that were ready, at its end
 * @param available mean number of handlers that waited for requests
 * @param servicing mean number of handlers that serviced one
 * @param pending mean number of pending requests
 * @param maxPending most pending requests seen at once
 * @param offeredPerS requests per second that were meant to begin; null for a closed load
 * @param throughputPerS requests answered per second
 * @param waitUs measured wait before accept of the requests accepted in the interval
 * @param waitEstimateUs the server's own estimate of it, by Little's law
 */
public record TimelinePoint(
    double atMs,
    double lengthMs,
    Integer wanted,
    Integer handlers,
    Double available,
    Double servicing,
    Double pending,
    Integer maxPending,
    Double offeredPerS,
    Double throughputPerS,
    WaitQuantiles waitUs,
    Double waitEstimateUs) {

  public TimelinePoint {
    available = Fields.finite(available);
    servicing = Fields.finite(servicing);
    pending = Fields.finite(pending);
    offeredPerS = Fields.finite(offeredPerS);
    throughputPerS = Fields.finite(throughputPerS);
    waitEstimateUs = Fields.finite(waitEstimateUs);
  }
}
