package stampede.harness;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import stampede.contract.ControlMessage;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.LinuxException;
import stampede.linux.MessageChannel;
import stampede.linux.Poll;
import stampede.server.JavaCommand;
import stampede.server.StartException;

/**
 * A process of ours that the harness directs over a channel: a spawner or a load generator. Closing
 * it ends the process, and with it whatever it started. One thread uses it.
 */
public final class Directed implements AutoCloseable {
  private static final long CONNECT_WITHIN_NS = 30_000_000_000L;
  private static final long LOOK_EVERY_NS = 50_000_000L;

  private final String name;
  private final Process process;
  private final MessageChannel channel;

  private Directed(String name, Process process, MessageChannel channel) {
    this.name = name;
    this.process = process;
    this.channel = channel;
  }

  /**
   * Starts a process and waits until it has connected.
   *
   * @param name what to call it in messages
   * @param command ends where {@code --control NAME --parent PID} goes
   */
  public static Directed start(
      String name, JavaCommand command, BitSet cpus, Interruption interruption) {
    Address.Unix address = Address.Unix.unique("stampede-control");
    try (Descriptor listener = MessageChannel.listen(address)) {
      JavaCommand whole =
          command.with(
              "--control",
              address.name(),
              "--parent",
              Long.toString(ProcessHandle.current().pid()));
      Process process = Nursery.start(whole, cpus);
      try {
        return new Directed(name, process, connected(name, process, listener, interruption));
      } catch (RuntimeException failure) {
        process.destroyForcibly();
        throw failure;
      }
    }
  }

  private static MessageChannel connected(
      String name, Process process, Descriptor listener, Interruption interruption) {
    long untilNs = Clock.monotonicNs() + CONNECT_WITHIN_NS;
    while (Clock.monotonicNs() < untilNs) {
      interruption.check();
      Optional<MessageChannel> channel = MessageChannel.acceptFrom(listener, LOOK_EVERY_NS);
      if (channel.isPresent()) {
        return channel.get();
      }
      if (!process.isAlive()) {
        throw new StartException(
            name + " ended with exit code " + process.exitValue() + " at its start");
      }
    }
    throw new StartException(name + " did not come up within 30 s");
  }

  /** The process id. */
  public int pid() {
    return (int) process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Sends a message with descriptors. */
  public void send(ControlMessage message, List<? extends Descriptor> descriptors) {
    try {
      channel.send(message.text(), descriptors);
    } catch (LinuxException gone) {
      throw new StartException(name + " is gone: " + gone.getMessage(), gone);
    }
  }

  /**
   * Looks for a message for at most {@code timeoutNs}; empty when none came. Throws when the
   * process is gone.
   */
  public Optional<ControlMessage> poll(long timeoutNs) {
    if (Poll.await(channel.number(), Poll.IN, timeoutNs) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        channel
            .receive()
            .map(message -> ControlMessage.parse(message.text()))
            .orElseThrow(() -> new StartException(name + " ended unexpectedly" + exit())));
  }

  private String exit() {
    try {
      return process.waitFor(1, TimeUnit.SECONDS) ? " with exit code " + process.exitValue() : "";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Waits for a message until {@code untilNs}. */
  public ControlMessage await(long untilNs, Interruption interruption) {
    while (Clock.monotonicNs() < untilNs) {
      interruption.check();
      Optional<ControlMessage> message = poll(LOOK_EVERY_NS);
      if (message.isPresent()) {
        return message.get();
      }
    }
    throw new StartException(name + " did not answer in time");
  }

  /** Waits until the process has ended by itself; whether it did in time. */
  public boolean awaitEnd(long timeoutNs) {
    try {
      return process.waitFor(timeoutNs, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits until the process has ended by itself; whether it did in time, and with exit code 0. */
  public boolean endsWell(long timeoutNs) {
    return awaitEnd(timeoutNs) && process.exitValue() == 0;
  }

  /** How it ended; it must have. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Ends it at once. */
  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd(TimeUnit.SECONDS.toNanos(5));
    channel.close();
  }
}
