package stampede.harness.search;

import java.util.Locale;

/**
 * One flood that a search asks for.
 *
 * @param ratePerS its rate
 * @param purpose what it is to show
 * @param round how many floods at this rate and for this purpose came just before, from 0
 */
record Probe(double ratePerS, Purpose purpose, int round) {
  /** What a flood is to show. */
  enum Purpose {
    /** Rates between which the highest lies. */
    BRACKET,
    /** A closer bracket. */
    NARROW,
    /** That the rate found meets the objective every time. */
    CONFIRM,
    /** That the next rate above it does not. */
    ABOVE;

    /** As the result document has it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
