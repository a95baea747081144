package stampede.cluster;

import java.util.Optional;

/**
 * How far a member's clock is ahead of ours, from round trips: of many, the one that took least
 * tells most, for whatever delayed a message it delayed least. The true offset is never further
 * away than half of that round trip, however unequal its two ways were. Immutable; any thread.
 * Source: RFC 5905, clock filter.
 *
 * @param offsetNs what to add to our clock to have theirs
 * @param uncertaintyNs how far it may be wrong, at least 0
 */
public record ClockOffset(long offsetNs, long uncertaintyNs) {
  /**
   * What one round trip tells.
   *
   * @param askedNs our clock when the question left
   * @param receivedNs theirs when it came
   * @param sentNs theirs when the answer left
   * @param answeredNs ours when it came
   */
  public static ClockOffset of(long askedNs, long receivedNs, long sentNs, long answeredNs) {
    long forth = receivedNs - askedNs;
    long back = sentNs - answeredNs;
    long onTheWayNs = (answeredNs - askedNs) - (sentNs - receivedNs);
    // the mean of two numbers whose sum may be too large for a long
    long middleNs = back + (forth - back) / 2;
    return new ClockOffset(middleNs, Math.max(0, (onTheWayNs + 1) / 2));
  }

  /** The better one. */
  public static ClockOffset better(Optional<ClockOffset> before, ClockOffset now) {
    return before.filter(best -> best.uncertaintyNs <= now.uncertaintyNs).orElse(now);
  }

  /** What their clock says when ours says {@code oursNs}. */
  public long theirs(long oursNs) {
    return oursNs + offsetNs;
  }

  /** What our clock says when theirs says {@code theirsNs}. */
  public long ours(long theirsNs) {
    return theirsNs - offsetNs;
  }
}
