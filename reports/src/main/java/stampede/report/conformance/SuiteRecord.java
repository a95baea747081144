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
 * @param member the agent that checked it; null when this machine did
 */
public record SuiteRecord(
    Server server,
    List<CheckRecord> checks,
    List<ClaimRecord> claims,
    Summary summary,
    String member) {

  /**
   * @throws IllegalArgumentException when there is no server or no summary
   */
  public SuiteRecord {
    Fields.required(server, "server");
    Fields.required(summary, "summary");
    checks = Fields.list(checks);
    claims = Fields.list(claims);
  }

  /** How the server is written, and which agent checked it when one did. */
  public String title() {
    return server.spec() + (member == null ? "" : " on " + member);
  }
}
