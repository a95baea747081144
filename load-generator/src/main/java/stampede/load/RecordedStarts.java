package stampede.load;

/**
 * Intended starts that were recorded, in order; after the last there is nothing. Eight bytes each,
 * shared by all threads. Immutable.
 */
public final class RecordedStarts implements ArrivalSchedule.Open {
  private final long[] startsNs;
  private final int count;
  private final double speed;

  /** The first {@code count} of {@code startsNs}, which never decrease and are the schedule's. */
  RecordedStarts(long[] startsNs, int count, double speed) {
    this.startsNs = startsNs;
    this.count = count;
    this.speed = speed;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  @Override
  public Arrivals forThread(int thread, int threads, long seed) {
    return new Arrivals() {
      private long turn = thread;

      @Override
      public long nextNs() {
        if (turn >= count) {
          return Long.MAX_VALUE;
        }
        long at = startsNs[(int) turn];
        turn += threads;
        return speed == 1 ? at : (long) (at / speed);
      }
    };
  }

  @Override
  public String toString() {
    return count + " recorded starts";
  }
}
