package stampede.report.conclusion;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a run shows, or cannot show. Names of servers stand between backticks in its
 * texts.
 *
 * @param strength how sure it is
 * @param words it, in a sentence or two
 * @param evidence where to see it; empty where there is nothing to see
 * @param advice what follows for somebody who has to choose; empty when nothing does
 */
public record Conclusion(
    Strength strength, String words, List<Evidence> evidence, Optional<String> advice) {
  public Conclusion {
    evidence = List.copyOf(evidence);
  }

  /** Without advice. */
  Conclusion(Strength strength, String words, List<Evidence> evidence) {
    this(strength, words, evidence, Optional.empty());
  }
}
