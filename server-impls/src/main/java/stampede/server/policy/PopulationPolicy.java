package stampede.server.policy;

/**
 * How many handlers there should be (claims 3, 8, 10). Called by the spawner's thread once a tick;
 * may keep state between ticks, never reads a clock, and gives the same answers for the same
 * sequence of sights.
 */
@FunctionalInterface
public interface PopulationPolicy {
  /**
   * The number of handlers wanted now, within the bounds the policy was made with. The spawner
   * starts what is missing at once, and stops a handler only when it is available.
   */
  int wanted(Seen seen);
}
