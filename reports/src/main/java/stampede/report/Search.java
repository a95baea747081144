package stampede.report;

import java.util.List;
import java.util.Optional;

/**
 * A search for the highest rate at which a server meets an objective.
 *
 * @param objective conditions that a rate must meet, all of them, such as {@code p99<=5ms}
 * @param arrivals {@code poisson} or {@code constant}
 * @param guessPerS what a short closed flood answered per second, from which the search began; null
 *     when the rate to begin with was said
 * @param foundPerS the rate found; null when none met the objective
 * @param confirmed whether it met the objective in every confirming round, and the next rate above
 *     it did not
 * @param atLeast whether no valid flood shows that the server could not do more: the load generator
 *     could not offer it, or something else disturbed it
 * @param explanation what came of it, in a sentence
 * @param steps the curve walked, in the order of time
 */
public record Search(
    List<String> objective,
    String arrivals,
    Double guessPerS,
    Double foundPerS,
    boolean confirmed,
    boolean atLeast,
    String explanation,
    List<SearchStep> steps) {

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public Search {
    Fields.required(arrivals, "arrivals");
    Fields.required(explanation, "explanation");
    objective = Fields.list(objective);
    guessPerS = Fields.finite(guessPerS);
    foundPerS = Fields.finite(foundPerS);
    steps = Fields.list(steps);
  }

  /** Whether figures that can be believed say that no rate meets the objective. */
  public boolean hasFailed() {
    return foundPerS == null && !steps.isEmpty() && steps.getLast().isTold();
  }

  /** The cell whose rounds confirmed the rate found; empty when nothing did. */
  public Optional<String> confirmingCell() {
    return confirmed
        ? steps.reversed().stream()
            .filter(each -> each.met() && each.purpose().equals("confirm"))
            .filter(each -> each.ratePerS() == foundPerS)
            .map(SearchStep::cell)
            .findFirst()
        : Optional.empty();
  }
}
