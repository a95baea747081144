package stampede.harness.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Rates that people can read and type again: four digits that count, a tenth at the finest. */
final class Rates {
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private Rates() {}

  static double round(double ratePerS) {
    BigDecimal rounded = new BigDecimal(ratePerS).round(DIGITS);
    return (rounded.scale() > 1 ? rounded.setScale(1, RoundingMode.HALF_UP) : rounded)
        .doubleValue();
  }

  /** As a load is written, such as {@code 12340/s}. */
  static String text(double ratePerS) {
    return BigDecimal.valueOf(ratePerS).stripTrailingZeros().toPlainString() + "/s";
  }
}
