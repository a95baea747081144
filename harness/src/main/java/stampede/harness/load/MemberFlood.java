package stampede.harness.load;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one member of a cluster did in a flood.
 *
 * @param name of the member
 * @param result what its clients saw
 * @param invalidReasons why its own figures cannot be believed; none when they can
 * @param limitedBy what held its throughput back: generator, schedule or unknown
 * @param startSkewNs by how much it began after the instant that all were given, on the clock of
 *     this machine; empty when it began no request
 * @param clockUncertaintyNs how far the comparison of the clocks may be wrong
 */
public record MemberFlood(
    String name,
    FloodResult result,
    List<String> invalidReasons,
    String limitedBy,
    OptionalDouble startSkewNs,
    long clockUncertaintyNs) {}
