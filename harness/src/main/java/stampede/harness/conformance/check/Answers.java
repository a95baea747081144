package stampede.harness.conformance.check;

import java.util.Collection;
import stampede.load.Visit;

/** What became of requests driven by hand. */
final class Answers {
  private Answers() {}

  /** How many got no full, correct answer, or none yet. */
  static int missing(Collection<Visit> visits) {
    return (int) visits.stream().filter(visit -> !visit.isAnswered()).count();
  }

  /** How many got one. */
  static int got(Collection<Visit> visits) {
    return visits.size() - missing(visits);
  }

  /** Whether all did. */
  static boolean complete(Collection<Visit> visits) {
    return missing(visits) == 0;
  }
}
