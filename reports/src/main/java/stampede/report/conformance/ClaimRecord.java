package stampede.report.conformance;

import java.util.List;
import stampede.report.Fields;

/**
 * A claim, by the checks that speak for it.
 *
 * @param claim its number
 * @param statement what it says, in a sentence of ours
 * @param verdict the worst of its checks; unsupported only where all of them are
 * @param checks their ids
 */
public record ClaimRecord(int claim, String statement, String verdict, List<String> checks) {

  /**
   * @throws IllegalArgumentException when the verdict is null
   */
  public ClaimRecord {
    Fields.required(verdict, "verdict");
    statement = statement == null ? "" : statement;
    checks = Fields.list(checks);
  }
}
