package stampede.server.policy;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * A simulated load: how many requests arrive a second at each second, how they are spaced, and how
 * long their service takes.
 */
record LoadShape(DoubleUnaryOperator ratePerS, Spacing spacing, int batch, Service service) {
  private static final double LONGEST_GAP_NS = 1e6;

  enum Spacing {
    CONSTANT,
    POISSON
  }

  /** Service times around a mean. */
  record Service(double meanNs, boolean exponential) {
    double nextNs(SplittableRandom random) {
      return exponential ? meanNs * -Math.log(1 - random.nextDouble()) : meanNs;
    }
  }

  static LoadShape constant(DoubleUnaryOperator ratePerS, Service service) {
    return new LoadShape(ratePerS, Spacing.CONSTANT, 1, service);
  }

  static LoadShape poisson(DoubleUnaryOperator ratePerS, Service service) {
    return new LoadShape(ratePerS, Spacing.POISSON, 1, service);
  }

  /** So many at once, and then nothing. */
  static LoadShape bursts(int batch, double everyS, Service service) {
    return new LoadShape(s -> batch / everyS, Spacing.CONSTANT, batch, service);
  }

  /** The same rate from each of the given seconds on: second, rate, second, rate ... */
  static DoubleUnaryOperator steps(double... secondsAndRates) {
    return s -> {
      double rate = 0;
      for (int i = 0; i < secondsAndRates.length && secondsAndRates[i] <= s; i += 2) {
        rate = secondsAndRates[i + 1];
      }
      return rate;
    };
  }

  /** Up and down in a square, beginning high. */
  static DoubleUnaryOperator square(double low, double high, double periodS) {
    return s -> s % periodS < periodS / 2 ? high : low;
  }

  /** From one rate to another in so many seconds, and on at that. */
  static DoubleUnaryOperator ramp(double from, double to, double seconds) {
    return s -> from + (to - from) * Math.min(1, s / seconds);
  }

  /**
   * When the next requests arrive after {@code nowNs}; at least {@link #LONGEST_GAP_NS} from now,
   * negated, when none arrives until then and the rate is to be looked at again.
   */
  double nextNs(double nowNs, SplittableRandom random) {
    double rate = ratePerS.applyAsDouble(nowNs / 1e9) / batch;
    double gapNs =
        spacing == Spacing.POISSON ? -Math.log(1 - random.nextDouble()) * 1e9 / rate : 1e9 / rate;
    boolean lookAgain = spacing == Spacing.POISSON ? gapNs > LONGEST_GAP_NS : rate <= 0;
    return lookAgain ? -(nowNs + LONGEST_GAP_NS) : nowNs + gapNs;
  }
}
