package stampede.harness.conformance;

/**
 * Has the servers of a plan checked: in lanes of this machine, or by agents. One thread uses it.
 */
@FunctionalInterface
public interface Checking {
  /**
   * Runs all, and waits for all; once.
   *
   * @throws stampede.server.StartException when the only server cannot be started, or when nothing
   *     came of it
   */
  Checked run() throws InterruptedException;
}
