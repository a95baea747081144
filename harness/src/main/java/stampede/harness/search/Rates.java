package stampede.harness.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Rates that people can read and type again: four digits that count, whole from 100 on. */
final class Rates {
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private Rates() {}

  static double round(double ratePerS) {
    BigDecimal rounded = new BigDecimal(ratePerS).round(DIGITS);
    int decimals = ratePerS < 100 ? 1 : 0;
    return rounded.scale() > decimals
        ? rounded.setScale(decimals, RoundingMode.HALF_EVEN).doubleValue()
        : rounded.doubleValue();
  }

  /** As a load is written, such as {@code 12340/s}. */
  static String text(double ratePerS) {
    return BigDecimal.valueOf(ratePerS).stripTrailingZeros().toPlainString() + "/s";
  }
}
