package stampede.report.junit;

import stampede.report.conformance.CheckRecord;

/** All that is known of one check, line by line, as the output of its test case. */
final class CheckDetail {
  private final StringBuilder text = new StringBuilder();

  private CheckDetail() {}

  static String of(CheckRecord check, long seed) {
    CheckDetail detail = new CheckDetail();
    detail.add("verdict", check.verdict());
    if (!check.claims().isEmpty()) {
      detail.add("claims", check.claims().toString());
    }
    detail.add("requirement", check.requirement());
    detail.add("expected", check.expected());
    detail.add("observed", check.observed());
    detail.add("declared", check.declared());
    detail.add("known", check.known());
    check.evidence().forEach(line -> detail.add("evidence", line));
    detail.add("seed", Long.toString(seed));
    detail.add("repeat", check.repeat());
    return detail.text.toString();
  }

  private void add(String name, String value) {
    if (value != null && !value.isEmpty()) {
      text.append(name).append(": ").append(value).append('\n');
    }
  }
}
