package stampede.harness.expectation;

import stampede.contract.Units;

/** In what a figure is measured, and how people write a value of it. */
enum Measure {
  DURATION("us", "a duration, such as 5ms"),
  RATE("per s", "a rate, such as 10000/s"),
  PERCENT("%", "a percentage, such as 99.9%"),
  COUNT("", "a whole number, such as 0"),
  NUMBER("", "a number, such as 1.5");

  private final String unit;
  private final String words;

  Measure(String unit, String words) {
    this.unit = unit;
    this.words = words;
  }

  /** The unit of values, as the result document names it. */
  String unit() {
    return unit;
  }

  /** What a value looks like, for people. */
  String words() {
    return words;
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException when it is none
   */
  double read(String text) {
    return switch (this) {
      case DURATION -> Units.durationNs(text) / 1e3;
      case RATE -> Units.ratePerS(text);
      case PERCENT -> percent(text);
      case COUNT -> require(text, "\\d{1,15}");
      case NUMBER -> number(text);
    };
  }

  private static double percent(String text) {
    if (!text.endsWith("%")) {
      throw new IllegalArgumentException("'" + text + "' has no %");
    }
    return number(text.substring(0, text.length() - 1));
  }

  private static double number(String text) {
    return require(text, "\\d{1,15}(\\.\\d{1,15})?");
  }

  private static double require(String text, String pattern) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException("'" + text + "' is not a number of this kind");
    }
    return Double.parseDouble(text);
  }
}
