package stampede.report.conclusion;

/** What chance alone would do where all rounds are alike. Pure. */
final class Chance {
  private static final double MOST = 0.05;

  private Chance() {}

  /**
   * The probability that certain {@code count} of {@code all} samples are the first of them, when
   * every order is as likely: one over the number of ways to choose them.
   */
  static double allFirst(int count, int all) {
    double chance = 1;
    for (int i = 0; i < count; i++) {
      chance *= (count - i) / (double) (all - i);
    }
    return chance;
  }

  /** What may be said when chance alone would have done it that often. */
  static Strength strength(double chance) {
    return chance <= MOST ? Strength.SHOWN : Strength.HINT;
  }
}
