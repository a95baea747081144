package stampede.load;

import java.util.SplittableRandom;

/**
 * Requests at random, independently of each other: each thread draws its own stream of
 * rate/threads, and independent Poisson streams together are one.
 *
 * @param ratePerS more than 0, of all threads together
 */
public record Poisson(double ratePerS) implements ArrivalSchedule.Open {
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
