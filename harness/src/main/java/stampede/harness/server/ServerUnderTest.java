package stampede.harness.server;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import stampede.harness.Interruption;
import stampede.linux.Address;
import stampede.server.UsageException;

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

  /**
   * Opens its address and starts no handler yet; empty where the server offers no such way. The
   * arguments are those of {@link #start}.
   */
  default Optional<HeldServer> listen(
      Address address, BitSet cpus, long expectedRequests, Interruption interruption) {
    return Optional.empty();
  }

  /** Where it declares to do otherwise than a check requires, by the check's id. */
  default Map<String, Declaration> declarations() {
    return Map.of();
  }

  /** Whether it has a setting of this name. */
  default boolean has(String key) {
    return false;
  }

  /**
   * The same server with one setting set.
   *
   * @throws UsageException when it has no such setting, or not this value of it
   */
  default ServerUnderTest with(String key, String value) {
    throw new UsageException(description().name() + " has no setting " + key);
  }

  /**
   * The same with several settings set, which may only be valid together.
   *
   * @throws UsageException as for one
   */
  default ServerUnderTest with(Map<String, String> settings) {
    ServerUnderTest other = this;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      other = other.with(setting.getKey(), setting.getValue());
    }
    return other;
  }

  /**
   * Whether a handler passes the time a request asks for (`work`), and nothing else meanwhile: so
   * it can be held busy from outside.
   */
  default boolean doesWork() {
    return false;
  }
}
