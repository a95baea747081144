package stampede.harness.gate;

import java.util.Locale;
import stampede.contract.Units;
import stampede.report.Cell;
import stampede.report.Requests;

/**
 * Why the audit of a slice failed, for somebody who knows no audits. Mostly nothing was done wrong,
 * but the server was asked for more than it can do in time. Pure.
 */
final class AuditFailure {
  private static final String TIMEOUT = ".timeout";

  private AuditFailure() {}

  /**
   * In words.
   *
   * @param cell whose audit failed
   * @param timeoutNs after which its requests were given up
   */
  static String words(Slice slice, Cell cell, long timeoutNs) {
    Requests requests = cell.requests();
    if (cell.audit().isWrong() || requests.indeterminate() == 0) {
      return cell.audit().explanation();
    }
    String count =
        String.format(
            Locale.ROOT, "%,d of %,d requests", requests.indeterminate(), requests.invoked());
    boolean late = 2 * timeouts(cell) > requests.indeterminate();
    return "the "
        + slice.arm().word()
        + (late
            ? " could not answer " + count + " in time (" + Units.duration(timeoutNs) + ")"
            : " left " + count + " without an answer " + cell.errors())
        + (slice.kind() == Slice.Kind.OPEN ? atRate(cell) : " under the load " + cell.load());
  }

  private static String atRate(Cell open) {
    return " at this rate, "
        + open.load()
        + ", which is "
        + Math.round(100 * GatePlan.OPEN_SHARE)
        + "% of what the baseline can answer";
  }

  private static long timeouts(Cell cell) {
    return cell.errors().entrySet().stream()
        .filter(error -> error.getKey().endsWith(TIMEOUT))
        .mapToLong(error -> error.getValue())
        .sum();
  }
}
