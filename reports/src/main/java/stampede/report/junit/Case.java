package stampede.report.junit;

/**
 * One test case that is no check.
 *
 * @param name what is tested
 * @param outcome what a viewer is to think of it
 * @param type the verdict
 * @param message what came of it, in a sentence
 * @param detail all that is known, line by line
 */
record Case(String name, CaseOutcome outcome, String type, String message, String detail) {}
