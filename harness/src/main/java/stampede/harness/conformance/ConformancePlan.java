package stampede.harness.conformance;

import java.util.List;
import stampede.harness.server.ServerUnderTest;
import stampede.report.Skipped;

/**
 * What a conformance run is to do.
 *
 * @param servers in the order in which they have their turn; at least one
 * @param several whether the result has a suite for each server, also when there is one
 * @param skipped servers that were left out
 * @param all every check there is
 * @param checks those to run on each server; at least one
 * @param lanes how many servers are checked side by side, at most; at least one
 * @param sharedNetwork whether to stay in the machine's network, where there is one lane
 * @param effort how much each does
 * @param seed of every random choice
 * @param strict whether differing and unsupported count as failed
 * @param known what is expected to fail
 * @param command the command line, as typed
 * @param repeat how one check is repeated
 */
public record ConformancePlan(
    List<ServerUnderTest> servers,
    boolean several,
    List<Skipped> skipped,
    List<Check> all,
    List<Check> checks,
    int lanes,
    boolean sharedNetwork,
    Effort effort,
    long seed,
    boolean strict,
    KnownFailures known,
    String command,
    Repeat repeat) {
  /** Copies what may change. */
  public ConformancePlan {
    servers = List.copyOf(servers);
    skipped = List.copyOf(skipped);
    all = List.copyOf(all);
    checks = List.copyOf(checks);
  }
}
