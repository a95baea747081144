package stampede.harness.server;

import java.util.List;
import stampede.contract.ControlMessage;
import stampede.linux.Errno;
import stampede.server.JavaCommand;

/** What becomes the command of a server under test. */
public final class Launcher {
  private static final String HEAP = "32m";

  private Launcher() {}

  /** The command that starts one: of all jars it carries no more than it needs. */
  public static JavaCommand command() {
    return JavaCommand.of(
        LaunchMain.class, HEAP, List.of(LaunchMain.class, ControlMessage.class, Errno.class));
  }
}
