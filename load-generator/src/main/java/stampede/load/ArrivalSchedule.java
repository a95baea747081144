package stampede.load;

import java.util.List;
import java.util.stream.Stream;
import stampede.contract.Units;

/**
 * When requests are begun. A {@link Closed} load has a number of clients, each of which begins its
 * next request when the last one ended; an {@link Open} load has intended start times that do not
 * depend on the server. Immutable and pure: the same seed gives the same times.
 *
 * <p>Written {@code closed:64}, {@code constant:5000/s}, {@code poisson:5000/s}, {@code
 * burst:100@50ms}, {@code ramp:100/s-5000/s@10s}, {@code steps:1000/s-6000/s-1000/s@5s}, or {@code
 * replay:FILE}.
 */
public sealed interface ArrivalSchedule {
  /** The most clients, or requests in one burst. */
  int MAX_AT_ONCE = 1_000_000;

  /** The most requests that an open load has under way where nobody says otherwise. */
  int USUAL_IN_FLIGHT = 10_000;

  /** The highest rate, in requests per second: more than any machine's loopback carries. */
  double MAX_RATE_PER_S = 10e6;

  /**
   * Reads a load as people write it.
   *
   * @throws IllegalArgumentException with a message for people
   */
  static ArrivalSchedule parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    return switch (kind) {
      case "closed" -> new Closed(count(rest, text));
      case "constant" -> new Constant(rate(rest));
      case "poisson" -> new Poisson(rate(rest));
      case "burst" -> burst(rest, text);
      case "ramp" -> ramp(rest, text);
      case "steps" -> steps(rest, text);
      case "replay" -> Replay.parse(rest);
      default -> throw notALoad(text);
    };
  }

  private static Burst burst(String rest, String text) {
    String[] parts = rest.split("@", -1);
    if (parts.length != 2) {
      throw notALoad(text);
    }
    return new Burst(count(parts[0], text), Units.durationNs(parts[1]));
  }

  private static Ramp ramp(String rest, String text) {
    String[] parts = rest.split("@", -1);
    String[] rates = parts[0].split("-", -1);
    if (parts.length != 2 || rates.length != 2) {
      throw notALoad(text);
    }
    return new Ramp(rate(rates[0]), rate(rates[1]), Units.durationNs(parts[1]));
  }

  private static Steps steps(String rest, String text) {
    String[] parts = rest.split("@", -1);
    if (parts.length != 2) {
      throw notALoad(text);
    }
    List<Double> rates = Stream.of(parts[0].split("-", -1)).map(ArrivalSchedule::rate).toList();
    return new Steps(rates, Units.durationNs(parts[1]));
  }

  private static double rate(String text) {
    double ratePerS = Units.ratePerS(text);
    Ranges.require(ratePerS <= MAX_RATE_PER_S, "'" + text + "' is too high a rate: at most 10M/s");
    return ratePerS;
  }

  private static int count(String number, String text) {
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(notALoad(text).getMessage(), notANumber);
    }
  }

  private static IllegalArgumentException notALoad(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is not a load: write closed:64, constant:5000/s, poisson:5000/s, burst:100@50ms,"
            + " ramp:100/s-5000/s@10s, steps:1000/s-6000/s-1000/s@5s or replay:FILE@2x");
  }

  /**
   * Clients that each have one request under way at any time.
   *
   * @param concurrency how many clients, 1 to {@link #MAX_AT_ONCE}
   */
  record Closed(int concurrency) implements ArrivalSchedule {
    /** Checks the range. */
    public Closed {
      Ranges.require(
          concurrency >= 1 && concurrency <= MAX_AT_ONCE,
          "closed:" + concurrency + ": the concurrency must be between 1 and " + MAX_AT_ONCE);
    }

    /**
     * How many of the clients one of {@code threads} threads drives; they differ by one at most.
     */
    public int ofThread(int thread, int threads) {
      return concurrency / threads + (thread < concurrency % threads ? 1 : 0);
    }

    @Override
    public String toString() {
      return "closed:" + concurrency;
    }
  }

  /** Intended start times that the server cannot hold back. */
  sealed interface Open extends ArrivalSchedule
      permits Constant, Poisson, Burst, Ramp, Steps, Replay, RecordedStarts {
    /**
     * The share of one thread; all shares together are the schedule.
     *
     * @param thread 0 to {@code threads} - 1
     * @param seed of the whole run; every thread draws a stream of its own from it
     */
    Arrivals forThread(int thread, int threads, long seed);
  }
}
