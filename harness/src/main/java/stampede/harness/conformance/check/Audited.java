package stampede.harness.conformance.check;

import java.util.Locale;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Trial;

/** What several checks say alike: what an audit makes of a requirement, and why nothing can be. */
final class Audited {
  static final String ONE_HANDLER = "it has one handler, so nothing can happen on several";
  static final String NO_WORK =
      "its handlers cannot be kept busy from outside: its requests cannot ask for work=";

  private static final int SHOWN = 5;

  private Audited() {}

  /** A measured time for people, in milliseconds. */
  static String ms(long ns) {
    return String.format(Locale.ROOT, "%.1f ms", ns / 1e6);
  }

  /** The finding of an audit that is all there is to see. */
  static Finding finding(AuditVerdict audit, String expected, String observed) {
    Finding finding =
        switch (audit.verdict()) {
          case PASS -> Finding.holds(expected, observed);
          case FAIL -> Finding.wrong(expected, observed);
          case INCONCLUSIVE -> Finding.inconclusive(expected, observed);
          case UNSUPPORTED -> Finding.unsupported(audit.explanation());
        };
    int examples = Math.min(SHOWN, audit.examples().size());
    for (AuditVerdict.Example example : audit.examples().subList(0, examples)) {
      finding =
          finding.because(example.requestId() + " " + example.kind() + ": " + example.detail());
    }
    return finding;
  }

  /**
   * What is not met by a server that says nothing about it: not known to be wrong, for nobody said
   * that it was to be met.
   */
  static Finding unlessUndeclared(Trial trial, String id, Finding finding, String advice) {
    boolean declared = trial.server().declarations().containsKey(id);
    return finding.kind() == Finding.Kind.BROKEN && !declared
        ? Finding.unsupported(finding.observed() + "; " + advice)
        : finding;
  }
}
