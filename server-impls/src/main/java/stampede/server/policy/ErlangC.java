package stampede.server.policy;

/**
 * The queue M/M/c: requests arrive at random, one buffer, {@code handlers} handlers, exponential
 * service, first come first serviced (A. K. Erlang, 1917). Load is in erlangs: arrival rate times
 * mean service time, which is the number of handlers busy on average. Constant service waits about
 * half as long, so for it these figures err on the safe side.
 *
 * <p>Everything is derived from Erlang's B by its recursion over the number of handlers, which only
 * adds and divides positive numbers and is therefore stable for any number of handlers. Pure; takes
 * time proportional to the handlers; allocates nothing.
 */
public final class ErlangC {
  private ErlangC() {}

  /**
   * The probability that a request has to wait, 0 to 1; 1 when the load is not less than the
   * handlers.
   *
   * @param handlers at least 0
   * @param erlangs at least 0
   */
  public static double waitProbability(int handlers, double erlangs) {
    if (erlangs >= handlers) {
      return 1;
    }
    double blocked = 1;
    for (int n = 1; n <= handlers; n++) {
      blocked = blockedWithOneMore(blocked, n, erlangs);
    }
    return waiting(blocked, handlers, erlangs);
  }

  /** Erlang's B for n handlers, from that for n - 1. */
  private static double blockedWithOneMore(double blocked, int n, double erlangs) {
    return erlangs * blocked / (n + erlangs * blocked);
  }

  /** Erlang's C from his B; the load is less than the handlers. */
  private static double waiting(double blocked, int handlers, double erlangs) {
    return handlers * blocked / (handlers - erlangs * (1 - blocked));
  }

  /** The mean wait, in the unit of the mean service time; infinite when the queue has no end. */
  public static double meanWait(int handlers, double erlangs, double service) {
    if (erlangs >= handlers) {
      return Double.POSITIVE_INFINITY;
    }
    return waitProbability(handlers, erlangs) * service / (handlers - erlangs);
  }

  /** The probability that a request waits longer than {@code wait}, in the unit of the service. */
  public static double waitsLonger(int handlers, double erlangs, double service, double wait) {
    if (erlangs >= handlers) {
      return 1;
    }
    return waitsLonger(waitProbability(handlers, erlangs), handlers - erlangs, wait / service);
  }

  private static double waitsLonger(double waiting, double idle, double waitInServices) {
    return waiting * Math.exp(-idle * waitInServices);
  }

  /**
   * The wait that a share {@code quantile} of the requests does not exceed, in the unit of the mean
   * service time; 0 when that many do not wait at all, infinite when the queue has no end.
   *
   * @param quantile from 0, less than 1
   */
  public static double waitQuantile(int handlers, double erlangs, double service, double quantile) {
    if (erlangs >= handlers) {
      return Double.POSITIVE_INFINITY;
    }
    double waiting = waitProbability(handlers, erlangs);
    return Math.max(0, Math.log(waiting / (1 - quantile))) * service / (handlers - erlangs);
  }

  /**
   * The fewest handlers with which a share {@code quantile} of the requests waits no longer than
   * {@code target}.
   *
   * @param erlangs at least 0, finite
   * @param service mean service time, in the unit of the target, more than 0
   * @param quantile from 0, less than 1
   * @param most the answer when even that many are too few, at least 1
   */
  public static int leastHandlers(
      double erlangs, double service, double target, double quantile, int most) {
    double blocked = 1;
    for (int n = 1; n < most; n++) {
      blocked = blockedWithOneMore(blocked, n, erlangs);
      if (n > erlangs) {
        double late = waitsLonger(waiting(blocked, n, erlangs), n - erlangs, target / service);
        if (late <= 1 - quantile) {
          return n;
        }
      }
    }
    return most;
  }
}
