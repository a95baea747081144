package stampede.harness.server;

import java.util.Set;
import stampede.server.Settings;
import stampede.server.StartException;
import stampede.server.UsageException;

/** A kind of server that is run by a command: what its settings are, and what comes of them. */
interface CommandKind {
  /** The settings it has. */
  Set<String> keys();

  /**
   * What is to be run.
   *
   * @throws UsageException when a setting has a value it cannot have
   */
  Recipe recipe(Settings settings);

  /**
   * Whether this machine has what it takes.
   *
   * @throws StartException that says what is missing, and which package has it
   */
  default void requireAvailable(Settings settings) {}
}
