package stampede.load;

/**
 * Many at once, again and again.
 *
 * @param size requests in each burst, all threads together, 1 to {@link
 *     ArrivalSchedule#MAX_AT_ONCE}
 * @param intervalNs from one burst to the next, more than 0
 */
public record Burst(int size, long intervalNs) implements ArrivalSchedule.Open {
  /** Checks the ranges. */
  public Burst {
    Ranges.require(
        size >= 1 && size <= ArrivalSchedule.MAX_AT_ONCE,
        "burst:" + size + ": the size must be between 1 and " + ArrivalSchedule.MAX_AT_ONCE);
    Ranges.require(intervalNs > 0, "a burst's interval must be more than 0");
  }

  @Override
  public Arrivals forThread(int thread, int threads, long seed) {
    int share = new ArrivalSchedule.Closed(size).ofThread(thread, threads);
    return new Arrivals() {
      private long count;

      @Override
      public long nextNs() {
        return share == 0 ? Long.MAX_VALUE : count++ / share * intervalNs;
      }
    };
  }
}
