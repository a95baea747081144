package stampede.harness.conformance;

/**
 * How much the checks do: one server alone is looked at longer than each of fifty.
 *
 * @param requests how many requests the flood that is audited has, at least
 * @param trials how often what happens once is repeated
 * @param floodNs how long other floods last
 */
public record Effort(long requests, int trials, long floodNs) {
  /** The most requests that can be asked for. */
  public static final long MOST_REQUESTS = 100_000_000;

  /** For one server. */
  public static final Effort FULL = new Effort(150_000, 50, 1_000_000_000L);

  /** For one of many. */
  public static final Effort BRIEF = new Effort(10_000, 20, 400_000_000L);
}
