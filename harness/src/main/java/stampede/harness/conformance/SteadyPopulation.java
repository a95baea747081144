package stampede.harness.conformance;

import java.util.Set;
import stampede.harness.server.ServerUnderTest;

/**
 * Most checks count handlers, or hold who was there against who is left: of a server whose number
 * of handlers changes they would tell nothing, and blame it for what its policy does.
 */
final class SteadyPopulation {
  private static final Set<String> STEADY = Set.of("fixed", "directed");
  private static final Set<String> ANY =
      Set.of(
          "PA-03-grow",
          "PA-03-shrink",
          "PA-03-shrink-loses-nothing",
          "PA-10-balance",
          "PA-10-flag-truthful",
          "PA-10-many-clients",
          "PA-05-accept-exactly-one",
          "PA-05-serviced-exactly-once",
          "PA-01-spawner-creates",
          "PA-14-available-subset",
          "ST-no-stranded-request",
          "ER-spawner-killed",
          "ER-graceful-stop");

  private SteadyPopulation() {}

  /** Whether a check needs a number of handlers that stays, and the server has none. */
  static boolean isMissing(Check check, ServerUnderTest server) {
    String policy = server.description().settings().getOrDefault("policy", "fixed");
    return !STEADY.contains(policy) && !ANY.contains(check.id());
  }

  /** Why such a check is not done. */
  static Finding unsupported() {
    return Finding.unsupported(
        "its number of handlers changes, and this needs one that stays: check it with policy=fixed"
            + " as well");
  }
}
