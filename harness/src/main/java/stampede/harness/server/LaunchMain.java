package stampede.harness.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stampede.contract.ControlMessage;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.Execution;
import stampede.linux.LinuxException;
import stampede.linux.MessageChannel;
import stampede.linux.ThisProcess;

/**
 * The process that becomes the command of a server under test: it leads a session of its own, dies
 * with the harness, and hands over the listening socket where there is one, which takes being that
 * process before the command is.
 *
 * <pre>
 *   harness -> launcher        launch  program=... output=... word0=...   [socket]
 *   launcher -> harness        failed  message=...      or the end of the channel, once it is the command
 * </pre>
 *
 * <p>With {@code train} it goes through all of that by itself, for the AOT cache, becomes nothing,
 * and ends.
 */
final class LaunchMain {
  private static final int EXIT_START = 69;
  private static final long REHEARSAL_NS = 5_000_000_000L;

  private LaunchMain() {}

  /** Arguments are {@code --control NAME --parent PID}. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 1 && arguments[0].equals("train")) {
      rehearse();
      return;
    }
    if (arguments.length != 4) {
      System.err.println("This is a part of stampede and not to be started by hand");
      System.exit(64);
    }
    // before anything else: whoever dies now takes us along
    if (!ThisProcess.dieWithParent(Long.parseLong(arguments[3]))) {
      return;
    }
    ThisProcess.leaveTerminal();
    MessageChannel channel = MessageChannel.connect(new Address.Unix(arguments[1]));
    channel.receive().ifPresent(message -> launch(message, channel));
    Runtime.getRuntime().halt(EXIT_START);
  }

  /** The program to become is a folder, which nobody can become. */
  private static void rehearse() throws IOException {
    Path folder = Files.createTempDirectory("stampede-launch");
    Path output = folder.resolve("output");
    Address.Unix control = Address.Unix.unique("stampede-launch");
    try (Descriptor listener = MessageChannel.listen(control);
        MessageChannel launcher = MessageChannel.connect(new Address.Unix(control.name()));
        MessageChannel harness = MessageChannel.acceptFrom(listener, REHEARSAL_NS).orElseThrow()) {
      harness.send(launch(List.of(folder.toString()), output).text(), List.of());
      launch(launcher.receive().orElseThrow(), launcher);
      ControlMessage.parse(harness.receive().orElseThrow().text());
    } finally {
      Files.deleteIfExists(output);
      Files.delete(folder);
    }
  }

  /**
   * Asks to become a command.
   *
   * @param words with the program's path at first
   * @param output where its output goes
   */
  static ControlMessage launch(List<String> words, Path output) {
    ControlMessage launch =
        ControlMessage.of("launch").with("program", words.getFirst()).with("output", output);
    for (int i = 0; i < words.size(); i++) {
      launch = launch.with("word" + i, words.get(i));
    }
    return launch;
  }

  private static void launch(MessageChannel.Message message, MessageChannel channel) {
    String failure;
    try {
      failure = become(ControlMessage.parse(message.text()), message.descriptors()).getMessage();
    } catch (LinuxException refused) {
      failure = refused.getMessage();
    }
    channel.send(ControlMessage.of("failed").with("message", failure).text(), List.of());
  }

  private static LinuxException become(ControlMessage launch, List<Descriptor> sockets) {
    List<String> words = new ArrayList<>();
    for (int i = 0; launch.value("word" + i).isPresent(); i++) {
      words.add(launch.required("word" + i));
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (!sockets.isEmpty()) {
      environment.put("LISTEN_FDS", Integer.toString(sockets.size()));
      environment.put("LISTEN_PID", Integer.toString(ThisProcess.pid()));
    }
    return Execution.become(
        Path.of(launch.required("program")),
        words,
        environment,
        Path.of(launch.required("output")),
        sockets);
  }
}
