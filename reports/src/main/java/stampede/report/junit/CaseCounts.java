package stampede.report.junit;

import java.util.List;

/** How many cases of a suite came to what. */
record CaseCounts(int tests, long failures, long errors, long skipped) {
  static CaseCounts of(List<CaseOutcome> outcomes) {
    return new CaseCounts(
        outcomes.size(),
        count(outcomes, CaseOutcome.FAILED),
        count(outcomes, CaseOutcome.BROKEN),
        count(outcomes, CaseOutcome.SKIPPED));
  }

  private static long count(List<CaseOutcome> outcomes, CaseOutcome wanted) {
    return outcomes.stream().filter(outcome -> outcome == wanted).count();
  }

  CaseCounts plus(CaseCounts other) {
    return new CaseCounts(
        tests + other.tests,
        failures + other.failures,
        errors + other.errors,
        skipped + other.skipped);
  }
}
