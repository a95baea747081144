package stampede.report.conformance;

import java.util.List;
import stampede.report.Fields;
import stampede.report.Server;

/**
 * The checks of one server.
 *
 * @param server the server under test
 * @param checks what became of each check, in the order they were run
 * @param claims the same by claim
 * @param summary how many came to each verdict
 */
public record SuiteRecord(
    Server server, List<CheckRecord> checks, List<ClaimRecord> claims, Summary summary) {

  /**
   * @throws IllegalArgumentException when there is no server or no summary
   */
  public SuiteRecord {
    Fields.required(server, "server");
    Fields.required(summary, "summary");
    checks = Fields.list(checks);
    claims = Fields.list(claims);
  }
}
