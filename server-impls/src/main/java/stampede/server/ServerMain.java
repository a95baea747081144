package stampede.server;

import java.util.List;
import stampede.linux.Address;
import stampede.linux.MessageChannel;
import stampede.linux.ThisProcess;
import stampede.server.spawner.HandlerProcessMain;
import stampede.server.spawner.SpawnerMain;

/**
 * The entry of every process of a server: {@code spawner} and {@code handlers} are started with the
 * address of whoever directs them; {@code train STRATEGY...} exercises handlers once, for the AOT
 * cache, and ends.
 */
public final class ServerMain {
  private ServerMain() {}

  /** See the class; arguments are {@code ROLE --control NAME --parent PID [--group N]}. */
  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("train")) {
      Training.run(List.of(arguments).subList(1, arguments.length));
      return;
    }
    if (arguments.length < 5) {
      System.err.println(
          "This is a part of stampede and not to be started by hand: see stampede serve");
      System.exit(64);
    }
    // before anything else: whoever dies now takes us along
    if (!ThisProcess.dieWithParent(Long.parseLong(arguments[4]))) {
      return;
    }
    MessageChannel channel = MessageChannel.connect(new Address.Unix(arguments[2]));
    if (arguments[0].equals("spawner")) {
      ThisProcess.leaveTerminal();
      SpawnerMain.run(channel);
    } else {
      HandlerProcessMain.run(channel, Integer.parseInt(arguments[6]));
    }
  }
}
