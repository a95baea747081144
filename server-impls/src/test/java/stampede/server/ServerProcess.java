package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import stampede.contract.ControlMessage;
import stampede.contract.HandlerSlot;
import stampede.contract.Ledger;
import stampede.contract.PopulationTrace;
import stampede.contract.Scoreboard;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.MessageChannel;
import stampede.linux.Signal;
import stampede.linux.ThisProcess;
import stampede.server.spawner.Evidence;

/** A server in a process of its own, directed over a channel as the harness does it. */
final class ServerProcess implements AutoCloseable {
  private static final int SLOTS = 128;
  private static final long WITHIN_S = 40;

  private final Process process;
  private final MessageChannel channel;
  private final Evidence evidence;
  private final ControlMessage first;

  private ServerProcess(
      Process process, MessageChannel channel, String settings, String address, boolean hold) {
    this.process = process;
    this.channel = channel;
    this.evidence =
        new Evidence(
            Scoreboard.create(SLOTS),
            Optional.of(Ledger.create(100_000, SLOTS)),
            PopulationTrace.create(PopulationTrace.USUAL_SAMPLES));
    channel.send(
        ControlMessage.of("listen")
            .with("settings", settings)
            .with("address", address)
            .with("hold", hold)
            .text(),
        evidence.descriptors());
    this.first = message();
  }

  /** Starts a server and waits for the first thing it says. */
  static ServerProcess start(String settings, String address) {
    return start(List.of(), settings, address);
  }

  /** The same by way of another command, such as a shell that sets limits. */
  static ServerProcess start(List<String> before, String settings, String address) {
    return start(before, settings, address, false);
  }

  /** Its address is open, and there is no handler until it is told to start. */
  static ServerProcess held(String settings, String address) {
    return start(List.of(), settings, address, true);
  }

  private static ServerProcess start(
      List<String> before, String settings, String address, boolean hold) {
    Address.Unix control = Address.Unix.unique("stampede-test");
    try (Descriptor listener = MessageChannel.listen(control)) {
      List<String> words = new ArrayList<>(before);
      words.addAll(
          JavaCommand.sameServer()
              .with("spawner", "--control", control.name())
              .with("--parent", String.valueOf(ThisProcess.pid()))
              .words());
      Process process =
          new ProcessBuilder(words)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      MessageChannel channel =
          MessageChannel.acceptFrom(listener, TimeUnit.SECONDS.toNanos(WITHIN_S)).orElseThrow();
      return new ServerProcess(process, channel, settings, address, hold);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Starts a server that becomes ready. */
  static ServerProcess ready(String settings, String address) {
    ServerProcess server = start(settings, address);
    assertThat(server.first.verb()).as(server.first.toString()).isEqualTo("ready");
    return server;
  }

  /** What it said first: ready or failed. */
  ControlMessage first() {
    return first;
  }

  /** The next thing it says. */
  ControlMessage message() {
    MessageChannel.Message message =
        channel
            .receive(TimeUnit.SECONDS.toNanos(WITHIN_S))
            .orElseThrow(() -> new AssertionError("the server says nothing"));
    return ControlMessage.parse(message.text());
  }

  Address address() {
    return Address.parse(first.required("address"));
  }

  int pid() {
    return Math.toIntExact(process.pid());
  }

  /** The processes of its handlers; the spawner's own when they are threads. */
  List<Integer> handlerPids() {
    return evidence.scoreboard().all().stream()
        .map(HandlerSlot::pid)
        .filter(pid -> pid > 0)
        .distinct()
        .toList();
  }

  /** The spawner and the processes of its handlers. */
  List<Integer> pids() {
    return Stream.concat(Stream.of(pid()), handlerPids().stream()).distinct().toList();
  }

  Scoreboard scoreboard() {
    return evidence.scoreboard();
  }

  Serviced serviced() {
    return Serviced.of(evidence.ledger().orElseThrow());
  }

  void send(Signal signal) {
    signal.sendTo(pid());
  }

  void tellToStop() {
    tell(ControlMessage.of("stop"));
  }

  void tell(ControlMessage order) {
    channel.send(order.text(), List.of());
  }

  /** Waits for its end; its exit code. */
  int exit() {
    try {
      assertThat(process.waitFor(WITHIN_S, TimeUnit.SECONDS)).as("the server ended").isTrue();
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    exit();
    channel.close();
    evidence.close();
  }
}
