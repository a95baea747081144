package stampede.report.junit;

import stampede.report.conformance.CheckRecord;

/** What a JUnit viewer is to think of a check. */
enum CaseOutcome {
  PASSED(""),
  FAILED("failure"),
  BROKEN("error"),
  SKIPPED("skipped");

  private final String element;

  CaseOutcome(String element) {
    this.element = element;
  }

  /** The element that says so; empty when there is none. */
  String element() {
    return element;
  }

  static CaseOutcome of(CheckRecord check, boolean strict) {
    if (check.failsNoLonger()) {
      return FAILED;
    }
    return switch (check.verdict()) {
      case "fail" -> check.failsAsKnown() ? SKIPPED : FAILED;
      case "inconclusive" -> BROKEN;
      case "unsupported" -> strict ? FAILED : SKIPPED;
      case "differs" -> strict ? FAILED : PASSED;
      default -> PASSED;
    };
  }

  /** The message of the element, in a line. */
  static String message(CheckRecord check) {
    if (check.failsNoLonger()) {
      return "known to fail (" + check.known() + "), and fails no longer: " + check.verdict();
    }
    return check.failsAsKnown()
        ? "known to fail: " + check.known() + "; " + check.observed()
        : check.observed();
  }
}
