package stampede.load;

import java.util.List;
import java.util.stream.Collectors;
import stampede.contract.Units;

/**
 * A rate that changes at once from step to step, and after the last one stays. Within a step
 * requests are evenly spaced, the first of them at its beginning. As with every schedule, the time
 * runs from the begin of the flood, its warm-up included.
 *
 * @param ratesPerS rate of each step, 2 to {@link #MOST_STEPS} of them, each more than 0
 * @param stepNs how long each takes, more than 0
 */
public record Steps(List<Double> ratesPerS, long stepNs) implements ArrivalSchedule.Open {
  /** The most steps of one schedule. */
  public static final int MOST_STEPS = 100;

  /** Less of a request than this is the rounding of the product of rate and time. */
  private static final double ROUNDING = 1e-6;

  /** Checks the ranges. */
  public Steps {
    ratesPerS = List.copyOf(ratesPerS);
    Ranges.require(
        ratesPerS.size() >= 2 && ratesPerS.size() <= MOST_STEPS,
        "steps must be between 2 and " + MOST_STEPS + ", not " + ratesPerS.size());
    Ranges.require(stepNs > 0, "a step's duration must be more than 0");
  }

  @Override
  public Arrivals forThread(int thread, int threads, long seed) {
    return new Arrivals() {
      private long turn = thread;
      private long firstTurn;
      private int step;

      @Override
      public long nextNs() {
        while (step < ratesPerS.size() - 1 && turn - firstTurn >= requests(step)) {
          firstTurn += requests(step);
          step++;
        }
        long at = step * stepNs + (long) ((turn - firstTurn) * 1e9 / ratesPerS.get(step));
        turn += threads;
        return at;
      }
    };
  }

  /** How many requests begin within a step. */
  private long requests(int step) {
    return (long) Math.ceil(ratesPerS.get(step) * stepNs / 1e9 - ROUNDING);
  }

  @Override
  public String toString() {
    return ratesPerS.stream()
            .map(rate -> rate + "/s")
            .collect(Collectors.joining("-", "steps:", ""))
        + "@"
        + Units.duration(stepNs);
  }
}
