package stampede.harness.observe;

import java.util.OptionalLong;

/**
 * What the clients saw in each interval of the measured window: answers, errors, latencies, and how
 * many attempts were under way.
 *
 * <p>Answers, and attempts under way, are of the interval itself. Latencies and errors are of the
 * attempts that ended in it and were meant to begin in the window: the warm-up's are left out.
 */
public interface ClientView {
  /** Whether any attempt was recorded at all. */
  boolean isRecorded();

  /** Whether all attempts that ended in an interval are known: a record may have been full. */
  boolean isKnown(int interval);

  /** Full and correct answers that came in an interval. */
  long answered(int interval);

  /** Attempts that ended in an interval in any other way. */
  long errors(int interval);

  /** Mean number of attempts under way in an interval, from their actual start. */
  double inFlight(int interval);

  /**
   * From the intended start until the end, of the attempts that ended in an interval, answered or
   * not, in nanoseconds; to two digits. The nearest sample, however few there are; empty when there
   * is none.
   *
   * @param percentile 0 to 100
   */
  OptionalLong latencyNs(int interval, double percentile);

  /** The longest of them, exactly. */
  OptionalLong longestNs(int interval);

  /** Latencies that were nearly the same. */
  @FunctionalInterface
  interface Spread {
    /** So many attempts took that long, to two digits, in nanoseconds. */
    void took(long ns, long count);
  }

  /** Goes through those latencies, from the shortest to the longest. */
  void eachLatency(int interval, Spread spread);
}
