package stampede.harness.gate;

import java.util.ArrayList;
import java.util.List;
import stampede.server.UsageException;

/**
 * After how many rounds a gate may decide, and how much error each look may spend: alpha shared out
 * evenly beforehand, for a fail among all looks and metrics (any one fails the gate), for a pass
 * among the looks (all metrics must pass). So neither chance exceeds alpha, however the looks
 * depend on one another. A gate of few rounds has fewer looks and spends no more at each: after ten
 * rounds it says what a longer one says then. Immutable, pure.
 *
 * @param rounds ascending; of the last the gate is told inconclusive if it decides nothing
 */
public record Looks(List<Integer> rounds) {
  /** The chance of a false fail, and of a false pass, that is accepted. */
  static final double ALPHA = 0.05;

  /** Fewer rounds have no look as long as more may come. */
  static final int LEAST = 10;

  /** With fewer rounds there is no bound from below: they could pass, but never fail. */
  static final int LEAST_AT_LAST = 8;

  static final int MOST = 100;
  private static final int COUNT = 3;

  /** Copies them. */
  public Looks {
    rounds = List.copyOf(rounds);
  }

  /**
   * Looks of a gate that has so many rounds at most: at each third of them, and never sooner than
   * after ten.
   *
   * @throws UsageException when there are too few or too many
   */
  public static Looks upTo(int most) {
    if (most < LEAST || most > MOST) {
      throw new UsageException("--rounds " + most + " is not between " + LEAST + " and " + MOST);
    }
    int step = Math.max(LEAST, (most + COUNT - 1) / COUNT);
    List<Integer> looks = new ArrayList<>();
    for (int n = step; n < most; n += step) {
      looks.add(n);
    }
    looks.add(most);
    return new Looks(looks);
  }

  /** No more rounds than these are compared. */
  int last() {
    return rounds.getLast();
  }

  /** Whether the gate may decide after so many rounds. */
  boolean isLook(int n) {
    return rounds.contains(n);
  }

  /**
   * Whether a gate whose rounds run out after so many may decide all the same, in place of the look
   * that does not come. What ended it, time or what the environment does, tells nothing of which
   * server is better, so this look errs no more often than the one it stands for.
   */
  static boolean isLookAtLast(int n) {
    return n >= LEAST_AT_LAST;
  }

  /** Which smallest Walsh average of n rounds bounds the change from below; 0 when none does. */
  int lowerIndex(int n) {
    return SignedRankDistribution.of(n).boundIndex(ALPHA / (Metric.values().length * COUNT));
  }

  /** Which largest Walsh average of n rounds bounds the change from above; 0 when none does. */
  int upperIndex(int n) {
    return SignedRankDistribution.of(n).boundIndex(ALPHA / COUNT);
  }
}
