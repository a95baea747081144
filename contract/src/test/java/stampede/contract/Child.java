package stampede.contract;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.MessageChannel;
import stampede.linux.ThisProcess;

/**
 * A process of its own that plays a {@link ChildRole}: it is handed shared memory and writes to it
 * until it is done or killed.
 */
final class Child implements AutoCloseable {
  private static final long DEADLINE_NS = 30_000_000_000L;

  private final Process process;
  private final MessageChannel channel;

  private Child(Process process, MessageChannel channel) {
    this.process = process;
    this.channel = channel;
  }

  /** Starts a child, hands it {@code descriptors}, and waits until it has them. */
  static Child play(ChildRole role, long count, Descriptor... descriptors) {
    String name = "@stampede-contract-" + ThisProcess.pid() + "-" + System.nanoTime();
    Address.Unix address = new Address.Unix(name);
    try (Descriptor listener = MessageChannel.listen(address)) {
      Process process = start(name, role, count);
      try {
        MessageChannel channel = MessageChannel.acceptFrom(listener, DEADLINE_NS).orElseThrow();
        channel.send("take", List.of(descriptors));
        Child child = new Child(process, channel);
        child.awaitWord("taken");
        return child;
      } catch (RuntimeException failure) {
        process.destroyForcibly();
        throw failure;
      }
    }
  }

  private static Process start(String name, ChildRole role, long count) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx32m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ChildMain.class.getName(), name, role.name(), Long.toString(count)));
    try {
      return new ProcessBuilder(command)
          .redirectOutput(Redirect.INHERIT)
          .redirectError(Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("cannot start a child", e);
    }
  }

  int pid() {
    return (int) process.pid();
  }

  /** Waits until the child says {@code word}. */
  void awaitWord(String word) {
    String said = channel.receive(DEADLINE_NS).map(MessageChannel.Message::text).orElse("nothing");
    if (!said.equals(word)) {
      throw new IllegalStateException("the child said " + said + ", not " + word);
    }
  }

  /** Kills it with SIGKILL and waits for its end. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(DEADLINE_NS, TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("the child outlives SIGKILL");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    channel.close();
  }
}
