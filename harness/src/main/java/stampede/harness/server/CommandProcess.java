package stampede.harness.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import stampede.contract.ControlMessage;
import stampede.harness.Interruption;
import stampede.harness.Nursery;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.linux.MessageChannel;
import stampede.linux.Poll;
import stampede.linux.Signal;
import stampede.server.JavaCommand;
import stampede.server.StartException;

/**
 * The command of a server under test as a process, with whatever it starts. A watch beside it ends
 * them all, and takes the folder away, should the harness be killed. Closing it leaves nothing of
 * it. One thread uses it.
 */
final class CommandProcess implements AutoCloseable {
  private static final long LAUNCH_WITHIN_NS = 30_000_000_000L;
  private static final long END_WITHIN_NS = 5_000_000_000L;
  private static final long LOOK_EVERY_NS = 50_000_000L;

  /** Its input ends when the harness does, however that is. */
  private static final String WATCH =
      "trap '' INT TERM HUP; read -r _; kill -s KILL -- \"-$0\"; rm -rf -- \"$1\"";

  private final Process process;
  private final Process watch;
  private final ProcessFamily family;

  private CommandProcess(Process process, Process watch) {
    this.process = process;
    this.watch = watch;
    this.family = new ProcessFamily(process);
  }

  /**
   * Starts a command on {@code cpus} and waits until it is that command.
   *
   * @param words with the program's path at first
   * @param output where its output goes, in the folder that is private to it
   * @param socket what it inherits as descriptor 3
   * @throws StartException when it cannot be started
   */
  static CommandProcess start(
      List<String> words,
      Path output,
      Optional<ListeningSocket> socket,
      BitSet cpus,
      Interruption interruption) {
    Address.Unix control = Address.Unix.unique("stampede-launch");
    try (Descriptor listener = MessageChannel.listen(control)) {
      JavaCommand launcher =
          Launcher.command()
              .with("--control", control.name())
              .with("--parent", Long.toString(ProcessHandle.current().pid()));
      Process process = Nursery.start(launcher, cpus);
      CommandProcess command = new CommandProcess(process, watch(process.pid(), output));
      try (MessageChannel channel = command.connected(listener, interruption)) {
        channel.send(LaunchMain.launch(words, output).text(), socket.stream().toList());
        command.awaitLaunch(channel, words.getFirst(), interruption);
        return command;
      } catch (RuntimeException failure) {
        command.close();
        throw failure;
      }
    }
  }

  private static Process watch(long pid, Path output) {
    String folder = output.toAbsolutePath().getParent().toString();
    try {
      return new ProcessBuilder("/bin/sh", "-c", WATCH, Long.toString(pid), folder)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .directory(new File("/"))
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private MessageChannel connected(Descriptor listener, Interruption interruption) {
    long untilNs = Clock.monotonicNs() + LAUNCH_WITHIN_NS;
    while (Clock.monotonicNs() < untilNs && process.isAlive()) {
      interruption.check();
      Optional<MessageChannel> channel = MessageChannel.acceptFrom(listener, LOOK_EVERY_NS);
      if (channel.isPresent()) {
        return channel.get();
      }
    }
    throw new StartException("the process that was to become a server did not come up");
  }

  /** The kernel closes its end of the channel in the moment in which it becomes the command. */
  private void awaitLaunch(MessageChannel channel, String program, Interruption interruption) {
    long untilNs = Clock.monotonicNs() + LAUNCH_WITHIN_NS;
    while (Poll.await(channel.number(), Poll.IN, LOOK_EVERY_NS) <= 0) {
      interruption.check();
      if (Clock.monotonicNs() >= untilNs) {
        throw new StartException("cannot run " + program + ": it did not begin within 30 s");
      }
    }
    Optional<MessageChannel.Message> refused = channel.receive();
    if (refused.isPresent()) {
      String reason = ControlMessage.parse(refused.get().text()).required("message");
      throw new StartException("cannot run " + program + ": " + reason);
    }
  }

  /** Its id, which is that of the command itself. */
  int pid() {
    return (int) process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Every process of it that runs: itself first. */
  List<Integer> members() {
    return family.members();
  }

  /** Waits until it has ended by itself; its exit code, 128 + n when signal n ended it. */
  OptionalInt awaitEnd(long timeoutNs) {
    try {
      return process.waitFor(timeoutNs, TimeUnit.NANOSECONDS)
          ? OptionalInt.of(process.exitValue())
          : OptionalInt.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  /** Sends it a signal, it alone, and waits for its end as {@link #awaitEnd} does. */
  OptionalInt end(Signal signal, long timeoutNs) {
    if (process.isAlive()) {
      signal.sendTo(pid());
    }
    return awaitEnd(timeoutNs);
  }

  /** Waits until nobody of it runs any more; whether that came in time. */
  boolean awaitNobody(long timeoutNs) {
    return family.awaitEnd(timeoutNs);
  }

  @Override
  public void close() {
    family.end(END_WITHIN_NS);
    process.destroyForcibly();
    awaitEnd(END_WITHIN_NS);
    watch.destroyForcibly();
  }
}
