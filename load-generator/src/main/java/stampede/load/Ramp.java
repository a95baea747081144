package stampede.load;

/**
 * A rate that rises or falls evenly, and then stays.
 *
 * @param fromPerS rate at the start, more than 0
 * @param toPerS rate from {@code durationNs} on, more than 0
 * @param durationNs how long the change takes, more than 0
 */
public record Ramp(double fromPerS, double toPerS, long durationNs)
    implements ArrivalSchedule.Open {
  /** Checks the range. */
  public Ramp {
    Ranges.require(durationNs > 0, "a ramp's duration must be more than 0");
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
