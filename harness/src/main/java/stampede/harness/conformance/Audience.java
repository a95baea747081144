package stampede.harness.conformance;

import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.SuiteRecord;

/** Is told how a conformance run goes. Several threads call it, each for its own server. */
public interface Audience {
  /**
   * A server's turn has come.
   *
   * @param index which it is of the plan's, from 0
   * @param server how it is written, and who checks it when agents do
   * @return who is told how the turn goes
   */
  Turn begins(int index, String server);

  /** Is told how the checks of one server go. One thread calls it. */
  interface Turn {
    /** A check begins. */
    void begins(Check check);

    /** It has ended. */
    void ends(CheckRecord check);

    /**
     * All checks of the server have ended, or the run was interrupted.
     *
     * @param served whether it answered a plain request before anything was checked
     */
    void ends(SuiteRecord suite, boolean served);

    /** The server could not be started. */
    void missing(String reason);
  }
}
