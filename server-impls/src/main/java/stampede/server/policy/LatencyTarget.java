package stampede.server.policy;

/**
 * What the latency policy is to reach.
 *
 * @param waitNs the wait before accept that is not to be exceeded
 * @param quantile by which share of the requests, more than 0, less than 1
 * @param holdNs how long fewer handlers must have been enough before any is stopped
 * @param startCostNs how long a handler takes from being asked for until it is available
 */
public record LatencyTarget(long waitNs, double quantile, long holdNs, long startCostNs) {}
