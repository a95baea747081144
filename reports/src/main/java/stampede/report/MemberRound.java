package stampede.report;

import java.util.List;
import java.util.Map;

/**
 * What one member did in a round: its own figures, of its own requests. The round's are of all:
 * counts and histograms of its members, added.
 *
 * @param name of the member
 * @param valid whether its own figures can be believed
 * @param invalidReasons why not, in sentences; empty when valid
 * @param throughputPerS requests answered per second
 * @param latencyUs latency from the intended start, in microseconds
 * @param requests its count
 * @param errors errno name to how often it was met
 * @param limitedBy {@code generator}, {@code schedule} or {@code unknown}
 * @param startSkewUs by how much it began after the instant that all were given, in microseconds,
 *     both on the clock of the controller: its offset as the best round trip showed it, and when
 *     its first request was begun, against when that was due. Null when it began none.
 * @param clockUncertaintyUs how far the comparison of the clocks may be wrong, in microseconds
 */
public record MemberRound(
    String name,
    boolean valid,
    List<String> invalidReasons,
    Double throughputPerS,
    Latencies latencyUs,
    Requests requests,
    Map<String, Long> errors,
    String limitedBy,
    Double startSkewUs,
    double clockUncertaintyUs) {
  /**
   * @throws IllegalArgumentException when the name or the count of requests is null
   */
  public MemberRound {
    Fields.required(name, "name");
    Fields.required(requests, "requests");
    invalidReasons = Fields.list(invalidReasons);
    throughputPerS = Fields.finite(throughputPerS);
    errors = Fields.map(errors);
    startSkewUs = Fields.finite(startSkewUs);
  }
}
