package stampede.harness.fault;

import java.util.List;
import java.util.OptionalLong;

/**
 * A fault as it happened.
 *
 * @param plan what was asked for
 * @param windowNs when the measured window began, by the monotonic clock
 * @param atNs when the first signal was sent
 * @param overNs when the handlers were there again: told to go on, or replaced; empty when they
 *     were not before the measured window ended
 * @param handlers the slots of the handlers struck
 * @param pids their processes
 * @param inService ids of the requests they had in service
 */
public record Strike(
    FaultPlan plan,
    long windowNs,
    long atNs,
    OptionalLong overNs,
    List<Integer> handlers,
    List<Integer> pids,
    List<Long> inService) {
  /** The same, now that it is over. */
  Strike over(long nowNs) {
    return new Strike(plan, windowNs, atNs, OptionalLong.of(nowNs), handlers, pids, inService);
  }
}
