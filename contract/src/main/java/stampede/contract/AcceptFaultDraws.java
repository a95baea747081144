package stampede.contract;

/**
 * Decides about one attempt to accept after another, as the {@linkplain AcceptFaults plan under
 * way} says: the same for the same seed, stream and number of attempt. One thread uses it. Nothing
 * allocates or blocks; without a plan a draw is one load.
 */
public final class AcceptFaultDraws {
  // SplitMix64, whose successive states differ by this odd number
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final AcceptFaults faults;
  private final long stream;
  private long plan;
  private long drawn;

  AcceptFaultDraws(AcceptFaults faults, long stream) {
    this.faults = faults;
    this.stream = stream;
  }

  /**
   * About the next attempt.
   *
   * @return 0 when it is to be made, otherwise the error to fail with, as a negative result
   */
  public int next() {
    long underWay = faults.underWay();
    return underWay == 0 ? 0 : draw(underWay);
  }

  private int draw(long underWay) {
    if (underWay != plan) {
      plan = underWay;
      drawn = 0;
    }
    drawn++;
    long random = mix(mix(faults.seed() ^ mix(stream)) + drawn * GOLDEN);
    boolean hit = (random >>> 1) % AcceptFaults.ALWAYS < faults.perMillion();
    int errno = hit ? faults.errno(mix(random) >>> 1) : 0;
    // what was read of a plan that has ended meanwhile may be of two
    return faults.underWay() == underWay ? -errno : 0;
  }

  /**
   * Whether the attempt that was drawn last is to fail still, and if so counts it. To be asked when
   * the error is about to be shown, which may be long after the draw.
   */
  public boolean inject() {
    boolean still = faults.underWay() == plan;
    if (still) {
      faults.countInjected();
    }
    return still;
  }

  private static long mix(long state) {
    long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
