package stampede.harness.search;

import java.util.Optional;
import stampede.contract.Units;
import stampede.load.ArrivalSchedule;

/**
 * How requests arrive in every flood of a search: {@code poisson}, {@code constant}, or either with
 * the rate to start from, {@code poisson:2000/s}.
 *
 * @param kind poisson or constant
 * @param startPerS where the search starts; empty to guess
 */
public record Arrivals(String kind, Optional<Double> startPerS) {
  /**
   * Reads them.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Arrivals parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    if (!kind.equals("poisson") && !kind.equals("constant")) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' has no rate to search for: write poisson or constant, or with the rate to start"
              + " from poisson:5000/s");
    }
    if (colon < 0) {
      return new Arrivals(kind, Optional.empty());
    }
    ArrivalSchedule.parse(text);
    return new Arrivals(kind, Optional.of(Units.ratePerS(text.substring(colon + 1))));
  }

  /** The load of that rate, as the load generator reads it. */
  public String load(double ratePerS) {
    return kind + ":" + Rates.text(ratePerS);
  }
}
