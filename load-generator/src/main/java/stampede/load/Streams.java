package stampede.load;

import java.util.SplittableRandom;

/** Independent random streams of one seed. Pure. */
final class Streams {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Streams() {}

  /** The {@code stream}-th stream of a seed: neighbouring seeds and streams are unrelated. */
  static SplittableRandom of(long seed, int stream) {
    return new SplittableRandom(new SplittableRandom(seed + stream * GOLDEN_GAMMA).nextLong());
  }
}
