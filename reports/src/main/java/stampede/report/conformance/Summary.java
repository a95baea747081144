package stampede.report.conformance;

import java.util.Collection;
import java.util.List;

/**
 * How many checks came to each verdict.
 *
 * @param pass the requirement was met
 * @param fail it was not, and the server does not declare that
 * @param differs it was not, as the server declares
 * @param unsupported the server offers no way to provoke or observe it
 * @param inconclusive it could not be established
 */
public record Summary(int pass, int fail, int differs, int unsupported, int inconclusive) {

  /** Counts. */
  public static Summary of(List<CheckRecord> checks) {
    return new Summary(
        count(checks, "pass"),
        count(checks, "fail"),
        count(checks, "differs"),
        count(checks, "unsupported"),
        count(checks, "inconclusive"));
  }

  private static int count(List<CheckRecord> checks, String verdict) {
    return (int) checks.stream().filter(check -> check.verdict().equals(verdict)).count();
  }

  /** All together. */
  public static Summary total(Collection<Summary> summaries) {
    return summaries.stream().reduce(new Summary(0, 0, 0, 0, 0), Summary::plus);
  }

  private Summary plus(Summary other) {
    return new Summary(
        pass + other.pass,
        fail + other.fail,
        differs + other.differs,
        unsupported + other.unsupported,
        inconclusive + other.inconclusive);
  }

  /** All verdicts. */
  public int all() {
    return pass + fail + differs + unsupported + inconclusive;
  }
}
