package stampede.harness.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.load.Surplus;
import stampede.report.Cell;
import stampede.report.Requests;

/** Cells made up for tests of those who read them, each of one {@link Sample} round. */
public final class SampleCells {
  private SampleCells() {}

  /** A closed flood in which all went well. */
  public static Cell closed() {
    return of(new Sample());
  }

  /** An open flood of 10,000 requests a second, of which a share was begun. */
  public static Cell open(double achieved) {
    return of(offered(achieved));
  }

  private static Sample offered(double achieved) {
    Sample sample = new Sample();
    sample.offeredPerS = Optional.of(10_000.0);
    sample.achievedPerS = Optional.of(10_000 * achieved);
    return sample;
  }

  /** An open flood with that latency throughout, and so many requests that were not answered. */
  public static Cell open(long latencyNs, long errors) {
    Sample sample = offered(1);
    sample.latencyNs = latencyNs;
    sample.failed = errors;
    return of(sample);
  }

  /** An open flood of which the load generator, busy all the time, began only a share. */
  public static Cell heldBackByGenerator(double achieved) {
    Sample sample = offered(achieved);
    sample.loadBusy = 1;
    return of(sample);
  }

  /** An open flood in which all went well, but some requests began late. */
  public static Cell disturbed() {
    Sample sample = offered(1);
    sample.lagNs = 20_000_000;
    return of(sample);
  }

  /** A slow one, during which the host took the CPUs away. */
  public static Cell slowAndStolen() {
    Sample sample = offered(1);
    sample.latencyNs = 7_000_000;
    sample.steal = 0.3;
    return of(sample);
  }

  /** One of which a share was shed, for too many requests were under way. */
  public static Cell shedding(double share) {
    Sample sample = offered(1 - share);
    sample.surplus = new Surplus(10, OptionalLong.of(Math.round(10_000 * share)), 0, 0);
    return of(sample);
  }

  /** A closed flood of which the audit says that requests were serviced twice. */
  public static Cell failingAudit() {
    Sample sample = new Sample();
    sample.verdict = AuditVerdict.Verdict.FAIL;
    sample.duplicated = 3;
    return of(sample);
  }

  /** An open flood of which the audit says no more than that some requests had no answer. */
  public static Cell unanswered(long count, String error) {
    Sample sample = offered(1);
    sample.verdict = AuditVerdict.Verdict.FAIL;
    sample.indeterminate = count;
    sample.errors.put(error, count);
    return of(sample);
  }

  /** A closed flood in which the host took a tenth of the CPU time. */
  public static Cell stolen() {
    Sample sample = new Sample();
    sample.steal = 0.1;
    return of(sample);
  }

  /** What such cells were planned to be. */
  public static CellPlan plan() {
    return new Sample().plan();
  }

  /** A closed flood in which some requests were refused. */
  public static Cell withErrors(long errors) {
    Sample sample = new Sample();
    sample.failed = errors;
    return of(sample);
  }

  /** A cell of whose figures nothing is known but the count of requests. */
  public static Cell unknown() {
    Cell known = closed();
    return new Cell(
        known.id(),
        known.server(),
        1,
        null,
        null,
        false,
        known.load(),
        null,
        null,
        1,
        null,
        0,
        1,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        new Requests(0, 0, 0, 0, 0, null),
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        true,
        null,
        null,
        null,
        null,
        null);
  }

  private static Cell of(Sample sample) {
    return CellFigures.of(sample.plan(), List.of(sample.result()), Map.of());
  }
}
