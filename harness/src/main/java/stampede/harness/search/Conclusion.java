package stampede.harness.search;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import stampede.report.SearchStep;

/** What came of a search, in a sentence. Pure. */
final class Conclusion {
  private Conclusion() {}

  static String words(
      RateSearch.Verdict verdict,
      Objective objective,
      Arrivals arrivals,
      Optional<Double> foundPerS,
      boolean atLeast,
      List<SearchStep> steps) {
    String rate = foundPerS.map(perS -> rate(perS) + " (" + arrivals.kind() + ")").orElse("");
    return switch (verdict) {
      case CONFIRMED ->
          atLeast
              ? "At least %s meets %s, confirmed by %d floods; beyond that no flood was valid, so the"
                      .formatted(rate, objective, RateSearch.CONFIRMING)
                  + " server may do more."
              : "The highest rate that meets %s is %s, confirmed by %d floods; the next above it"
                      .formatted(objective, rate, RateSearch.CONFIRMING)
                  + " does not meet it.";
      case NONE -> none(objective, steps.getLast());
      case UNSETTLED -> unsettled(objective, foundPerS.isPresent(), rate);
    };
  }

  private static String unsettled(Objective objective, boolean found, String rate) {
    return found
        ? "Not established: %s met %s, but that is not confirmed. A longer --duration steadies it."
            .formatted(rate, objective)
        : "Not established: no rate has met %s so far.".formatted(objective);
  }

  private static String none(Objective objective, SearchStep lowest) {
    String rate = rate(lowest.ratePerS());
    return lowest.isTold()
        ? "No rate met %s, not even %s.".formatted(objective, rate)
        : "Not established: no rate has met %s, but the figures of the lowest, %s, are not valid."
            .formatted(objective, rate);
  }

  private static String rate(double perS) {
    return String.format(Locale.ROOT, perS < 100 ? "%.1f/s" : "%,.0f/s", perS);
  }
}
