package stampede.harness.conformance;

import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.SuiteRecord;

/** Is told how a conformance run goes. Called by the thread that runs it. */
public interface Audience {
  /** A server's turn has come. */
  void begins(String server);

  /** A check begins. */
  void begins(Check check);

  /** It has ended. */
  void ends(CheckRecord check);

  /** All checks of a server have ended, or the run was interrupted. */
  void ends(SuiteRecord suite);

  /** The server whose turn has come could not be started. */
  void missing(String reason);
}
