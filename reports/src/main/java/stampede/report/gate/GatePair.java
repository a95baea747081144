package stampede.report.gate;

import stampede.report.Fields;

/**
 * One round: both arms once.
 *
 * @param round from 1, in the order of time
 * @param first {@code baseline} or {@code candidate}: which ran first, by a seeded coin
 * @param baseline what it showed; null when it was not measured or not finished
 * @param candidate what it showed; null when it was not finished
 * @param discarded why both are left out of the comparison; null when they count
 */
public record GatePair(
    int round, String first, GateFigures baseline, GateFigures candidate, String discarded) {

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public GatePair {
    Fields.required(first, "first");
  }

  /** Whether it is compared. */
  public boolean counts() {
    return discarded == null && baseline != null && candidate != null;
  }
}
