package stampede.server.policy;

import stampede.contract.Units;

/**
 * How many handlers a server may have and by which policy. Read by {@link Policies#of}.
 *
 * @param rule the policy, with what only that policy has
 * @param start handlers at the start, from least to most
 * @param least never fewer, at least 1; the same as start when fixed
 * @param most never more; the same as start when fixed
 * @param unit handlers that come and go together
 * @param tickNs how often the policy is to be asked
 */
public record PolicySettings(
    PolicyRule rule, int start, int least, int most, int unit, long tickNs) {
  /** Which policy: fixed, directed, spare, queue or latency. */
  public String kind() {
    return rule.kind();
  }

  /** Whether the number of handlers never changes, so that nobody need be asked. */
  public boolean isFixed() {
    return rule == PolicyRule.Standing.FIXED;
  }

  /** A policy that has seen nothing yet. */
  public PopulationPolicy policy() {
    return rule.policy(new Bounds(start, least, most, unit));
  }

  @Override
  public String toString() {
    if (isFixed()) {
      return "fixed, " + start;
    }
    return kind()
        + ", "
        + least
        + " to "
        + most
        + " handlers from "
        + start
        + rule
        + ", tick "
        + Units.duration(tickNs);
  }
}
