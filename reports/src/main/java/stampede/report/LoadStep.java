package stampede.report;

/**
 * How one step of a load of steps was followed. Settled is a step from the first interval from
 * which on the number of handlers stays in its final band and the wait before accept keeps its
 * target. The figures are of the time after that, or of all of the step when it never settled.
 *
 * @param atMs begin of the step, in milliseconds since the measurement began; negative when it
 *     began in the warm-up
 * @param lengthMs how long it was
 * @param ratePerS requests per second it asked for
 * @param settledAfterMs from its begin until it was settled, exact to an interval; null when it
 *     never was, or nothing tells
 * @param handlers median number of handlers; null when it is not known
 * @param waitP99Us 99th percentile of the wait before accept; null when it is not known
 * @param requests how many waits that is of
 */
public record LoadStep(
    double atMs,
    double lengthMs,
    double ratePerS,
    Double settledAfterMs,
    Double handlers,
    Double waitP99Us,
    long requests) {

  public LoadStep {
    settledAfterMs = Fields.finite(settledAfterMs);
    handlers = Fields.finite(handlers);
    waitP99Us = Fields.finite(waitP99Us);
  }
}
