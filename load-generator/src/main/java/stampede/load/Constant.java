package stampede.load;

/**
 * One request every 1/rate seconds.
 *
 * @param ratePerS more than 0
 */
public record Constant(double ratePerS) implements ArrivalSchedule.Open {
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
