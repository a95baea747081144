package stampede.harness.gate;

import java.util.Locale;
import java.util.OptionalDouble;

/** What the rounds so far say of one metric. */
enum Decision {
  /** It is no worse than it may be. */
  PASS,
  /** It is worse, and by no less than it may be. */
  FAIL,
  /** Neither could be shown. */
  INCONCLUSIVE;

  /**
   * Decides at a look. That a change was not shown is never a pass.
   *
   * @param estimate of the change, as a log ratio, positive is worse
   * @param lower a bound on it from below, if there are rounds enough
   * @param upper a bound on it from above, if there are rounds enough
   * @param margin how much worse it may be, more than 0
   */
  static Decision of(double estimate, OptionalDouble lower, OptionalDouble upper, double margin) {
    if (lower.isPresent() && lower.getAsDouble() > 0 && estimate >= margin) {
      return FAIL;
    }
    return upper.isPresent() && upper.getAsDouble() < margin ? PASS : INCONCLUSIVE;
  }

  /** As it is written in documents. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
