package stampede.harness.micro.bench;

/** The seed of what benchmarks choose at random. */
public final class Seed {
  /** The property that carries it to the process of a benchmark. */
  public static final String PROPERTY = "stampede.micro.seed";

  private Seed() {}

  /** The seed that this process was given; 1 where it was given none. */
  public static long value() {
    return Long.getLong(PROPERTY, 1);
  }
}
