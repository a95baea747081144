package stampede.harness.expectation;

import java.util.Optional;
import java.util.stream.Stream;

/** How a figure is to lie to its bound. */
enum Comparison {
  AT_MOST("<=") {
    @Override
    boolean holds(double value, double bound) {
      return value <= bound;
    }
  },
  AT_LEAST(">=") {
    @Override
    boolean holds(double value, double bound) {
      return value >= bound;
    }
  },
  BELOW("<") {
    @Override
    boolean holds(double value, double bound) {
      return value < bound;
    }
  },
  ABOVE(">") {
    @Override
    boolean holds(double value, double bound) {
      return value > bound;
    }
  },
  EQUAL("=") {
    @Override
    boolean holds(double value, double bound) {
      return value == bound;
    }
  };

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  abstract boolean holds(double value, double bound);

  /** As people write it. */
  String sign() {
    return sign;
  }

  /** The one with that sign, if there is one. */
  static Optional<Comparison> of(String sign) {
    return Stream.of(values()).filter(each -> each.sign.equals(sign)).findFirst();
  }
}
