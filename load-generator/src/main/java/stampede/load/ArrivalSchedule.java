package stampede.load;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import stampede.contract.Units;

/**
 * When requests are begun. A {@link Closed} load has a number of clients, each of which begins its
 * next request when the last one ended; an {@link Open} load has intended start times that do not
 * depend on the server. Immutable and pure: the same seed gives the same times.
 *
 * <p>Written {@code closed:64}, {@code constant:5000/s}, {@code poisson:5000/s}, {@code
 * burst:100@50ms}, {@code ramp:100/s-5000/s@10s}, {@code steps:1000/s-6000/s-1000/s@5s}.
 */
public sealed interface ArrivalSchedule {
  /** The most clients, or requests in one burst. */
  int MAX_AT_ONCE = 1_000_000;

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
    require(ratePerS <= MAX_RATE_PER_S, "'" + text + "' is too high a rate: at most 10M/s");
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
            + " ramp:100/s-5000/s@10s or steps:1000/s-6000/s-1000/s@5s");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Clients that each have one request under way at any time.
   *
   * @param concurrency how many clients, 1 to {@link #MAX_AT_ONCE}
   */
  record Closed(int concurrency) implements ArrivalSchedule {
    /** Checks the range. */
    public Closed {
      require(
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
  sealed interface Open extends ArrivalSchedule permits Constant, Poisson, Burst, Ramp, Steps {
    /**
     * The share of one thread; all shares together are the schedule.
     *
     * @param thread 0 to {@code threads} - 1
     * @param seed of the whole run; every thread draws a stream of its own from it
     */
    Arrivals forThread(int thread, int threads, long seed);
  }

  /**
   * One request every 1/rate seconds.
   *
   * @param ratePerS more than 0
   */
  record Constant(double ratePerS) implements Open {
    @Override
    public Arrivals forThread(int thread, int threads, long seed) {
      return new Arrivals() {
        private long turn = thread;

        @Override
        public long nextNs() {
          long at = (long) (turn * 1e9 / ratePerS);
          turn += threads;
          return at;
        }
      };
    }
  }

  /**
   * Requests at random, independently of each other: each thread draws its own stream of
   * rate/threads, and independent Poisson streams together are one.
   *
   * @param ratePerS more than 0, of all threads together
   */
  record Poisson(double ratePerS) implements Open {
    @Override
    public Arrivals forThread(int thread, int threads, long seed) {
      return new Arrivals() {
        private final SplittableRandom random = Streams.of(seed, thread);
        private final double meanGapNs = 1e9 * threads / ratePerS;
        private double atNs;

        @Override
        public long nextNs() {
          atNs += meanGapNs * -Math.log(1 - random.nextDouble());
          return (long) atNs;
        }
      };
    }
  }

  /**
   * Many at once, again and again.
   *
   * @param size requests in each burst, all threads together, 1 to {@link #MAX_AT_ONCE}
   * @param intervalNs from one burst to the next, more than 0
   */
  record Burst(int size, long intervalNs) implements Open {
    /** Checks the ranges. */
    public Burst {
      require(
          size >= 1 && size <= MAX_AT_ONCE,
          "burst:" + size + ": the size must be between 1 and " + MAX_AT_ONCE);
      require(intervalNs > 0, "a burst's interval must be more than 0");
    }

    @Override
    public Arrivals forThread(int thread, int threads, long seed) {
      int share = new Closed(size).ofThread(thread, threads);
      return new Arrivals() {
        private long count;

        @Override
        public long nextNs() {
          return share == 0 ? Long.MAX_VALUE : count++ / share * intervalNs;
        }
      };
    }
  }

  /**
   * A rate that rises or falls evenly, and then stays.
   *
   * @param fromPerS rate at the start, more than 0
   * @param toPerS rate from {@code durationNs} on, more than 0
   * @param durationNs how long the change takes, more than 0
   */
  record Ramp(double fromPerS, double toPerS, long durationNs) implements Open {
    /** Checks the range. */
    public Ramp {
      require(durationNs > 0, "a ramp's duration must be more than 0");
    }

    @Override
    public Arrivals forThread(int thread, int threads, long seed) {
      return new Arrivals() {
        private long turn = thread;

        @Override
        public long nextNs() {
          long at = atNs(turn);
          turn += threads;
          return at;
        }
      };
    }

    /** When {@code turn} requests have begun: the rate's integral over time, solved for time. */
    private long atNs(long turn) {
      double durationS = durationNs / 1e9;
      double slope = (toPerS - fromPerS) / durationS;
      double inRamp = (fromPerS + toPerS) / 2 * durationS;
      if (turn >= inRamp) {
        return durationNs + (long) ((turn - inRamp) / toPerS * 1e9);
      }
      // the form of the quadratic's root that stays exact when the slope is nothing
      return (long) (2 * turn / (fromPerS + Math.sqrt(square() + 2 * slope * turn)) * 1e9);
    }

    private double square() {
      return fromPerS * fromPerS;
    }
  }
}
