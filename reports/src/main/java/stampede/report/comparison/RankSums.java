package stampede.report.comparison;

import java.util.HashMap;
import java.util.Map;

/** The distributions of one comparison, each made once. For use by one thread. */
final class RankSums {
  private final Map<Map.Entry<Integer, Integer>, RankSumDistribution> made = new HashMap<>();

  /** That of samples of so many, each at least 1. */
  RankSumDistribution of(int m, int n) {
    return made.computeIfAbsent(Map.entry(m, n), sizes -> new RankSumDistribution(m, n));
  }
}
