package stampede.harness.observe;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A flood of several load generators, second by second, as they tell it while it goes on. Counts
 * and histograms of the same second of the flood are added, whenever they come: a quantile is one
 * of all requests. One thread uses it.
 */
public final class MembersSeconds {
  private final FloodSeconds seconds;
  private final int most;
  private final Map<String, Integer> toldTo = new HashMap<>();
  private final TreeMap<Integer, SecondSum> sums = new TreeMap<>();
  private long begun;
  private long ended;
  private long unanswered;

  /**
   * Nothing was told yet.
   *
   * @param members who will tell
   * @param mostAfter seconds that anybody may tell of after the measured window
   */
  public MembersSeconds(FloodSeconds seconds, Collection<String> members, int mostAfter) {
    this.seconds = seconds;
    this.most = seconds.end() + mostAfter;
    members.forEach(name -> toldTo.put(name, -1));
  }

  /**
   * One of them tells something.
   *
   * @throws IllegalArgumentException when the flood cannot have had that second
   */
  public void add(String member, SecondTold told) {
    if (told.second() < 0 || told.second() >= most) {
      throw new IllegalArgumentException(
          member + " told of second " + told.second() + " of a flood that has " + most);
    }
    toldTo.merge(member, told.second(), Math::max);
    sums.computeIfAbsent(told.second(), none -> new SecondSum()).add(told);
    begun += told.begun();
    ended += told.answered() + told.unanswered();
    unanswered += told.unanswered();
  }

  /** The second that all have told, and every one before it. */
  OptionalInt latest() {
    int least = toldTo.values().stream().mapToInt(Integer::intValue).min().orElse(-1);
    return least < 0 ? OptionalInt.empty() : OptionalInt.of(least);
  }

  /** Attempts begun since the flood began. */
  public long begun() {
    return begun;
  }

  /** Attempts that ended since then, however; the warm-up's too. */
  public long ended() {
    return ended;
  }

  /** Those without a full and correct answer. */
  public long unanswered() {
    return unanswered;
  }

  /** Answers per second in the last second that all have told; not a number before there is one. */
  public double ratePerS() {
    OptionalInt second = latest();
    return second.isEmpty()
        ? Double.NaN
        : sum(second.getAsInt()).answered * 1e9 / seconds.lengthNs(second.getAsInt());
  }

  /**
   * A quantile of the total latency, from the intended start, of attempts that ended in that
   * second; empty when there were none.
   *
   * @param percentile 0 to 100
   */
  public OptionalLong latencyNs(double percentile) {
    OptionalInt second = latest();
    return second.isEmpty()
        ? OptionalLong.empty()
        : sum(second.getAsInt()).latencies.atPercentile(percentile);
  }

  /**
   * What the clients of all saw in each interval of the measured window. To be asked when all have
   * told all.
   *
   * @param intervals of whole seconds, on any clock
   */
  public ClientView view(Intervals intervals) {
    return new MembersView(intervals, seconds, this);
  }

  /** What was told of a second; nothing where nobody told of it. */
  SecondSum sum(int second) {
    SecondSum told = sums.get(second);
    return told == null ? new SecondSum() : told;
  }
}
