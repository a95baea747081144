package stampede.harness.conformance.check;

import java.util.function.LongFunction;
import java.util.function.Predicate;
import stampede.harness.conformance.Trial;

/**
 * Floods made again, longer: where a machine is busy with something else, a short one may not get
 * far.
 */
final class LongEnough {
  private static final int MOST_FLOODS = 3;
  private static final int LONGER = 4;

  private LongEnough() {}

  /**
   * The first that shows something, or the last that is made.
   *
   * @param flood makes one of so many nanoseconds
   * @param shows whether what came of it will do
   */
  static <T> T of(Trial trial, LongFunction<T> flood, Predicate<T> shows) {
    long lengthNs = trial.effort().floodNs() / 2;
    T made = flood.apply(lengthNs);
    for (int i = 1; i < MOST_FLOODS && !shows.test(made); i++) {
      lengthNs *= LONGER;
      made = flood.apply(lengthNs);
    }
    return made;
  }
}
