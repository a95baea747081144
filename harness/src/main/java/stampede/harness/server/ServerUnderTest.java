package stampede.harness.server;

import java.util.BitSet;
import stampede.harness.Interruption;
import stampede.linux.Address;

/**
 * A server that can be started, any number of times, one at a time. Ours now; described ones and
 * any command later.
 */
public interface ServerUnderTest {
  /** What it is, for people and results. */
  ServerDescription description();

  /**
   * Starts it and waits until it is ready.
   *
   * @param address where to listen; port 0 takes a free one
   * @param cpus the CPUs of its whole process tree
   * @param expectedRequests how many services its ledger needs room for
   * @throws stampede.server.StartException when it cannot be started, with everything it began
   *     undone
   */
  RunningServer start(
      Address address, BitSet cpus, long expectedRequests, Interruption interruption);
}
