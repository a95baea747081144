package stampede.load;

import java.util.List;
import stampede.contract.ControlMessage;
import stampede.linux.Address;
import stampede.linux.MessageChannel;
import stampede.linux.ThisProcess;

/**
 * The load generator's process. It is started by the harness, dies with it, and does what the
 * messages on the control channel say ({@link ControlMessage}).
 *
 * <pre>  stampede.load.LoadMain --control @ABSTRACT-NAME --parent PID</pre>
 *
 * <p>With {@code train} it floods itself for a moment, for the AOT cache, and ends.
 */
public final class LoadMain {
  private LoadMain() {}

  /** Serves until the harness is gone. */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("train")) {
      Rehearsal.run();
      return;
    }
    if (arguments.length != 4
        || !arguments[0].equals("--control")
        || !arguments[2].equals("--parent")
        || !arguments[3].matches("\\d{1,9}")) {
      System.err.println("usage: LoadMain --control @ABSTRACT-NAME --parent PID");
      System.exit(LoadException.WRONG_USAGE);
    }
    if (!ThisProcess.dieWithParent(Long.parseLong(arguments[3]))) {
      System.exit(LoadException.OWN_FAULT);
    }
    ThisProcess.leaveTerminal();
    MessageChannel channel = MessageChannel.connect(new Address.Unix(arguments[1]));
    channel.send(ControlMessage.of("ready").with("pid", ThisProcess.pid()).text(), List.of());
    new LoadService(channel).serve();
    // nothing of ours may outlive the harness, so there is nothing to wait for
    Runtime.getRuntime().halt(0);
  }
}
