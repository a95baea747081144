package stampede.server.spawner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.ControlMessage;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.contract.PopulationTrace;
import stampede.contract.Scoreboard;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.linux.MessageChannel;
import stampede.linux.Sockets;
import stampede.linux.ThisProcess;
import stampede.server.JavaCommand;

/** A real handler process, whose spawner the test plays. */
@Timeout(60)
class HandlerProcessMainTest {
  private static final long WITHIN_NS = TimeUnit.SECONDS.toNanos(20);

  private final PopulationTrace trace = PopulationTrace.create(8);
  private Process process;
  private MessageChannel channel;
  private MessageChannel.Message hello;

  @BeforeEach
  void start() throws IOException {
    Address.Unix reception = Address.Unix.unique("handler-process-main");
    try (Descriptor listener = MessageChannel.listen(reception)) {
      process =
          JavaCommand.sameServer()
              .with("handlers", "--control", reception.name())
              .with("--parent", String.valueOf(ThisProcess.pid()), "--group", "3")
              .start();
      channel = MessageChannel.acceptFrom(listener, WITHIN_NS).orElseThrow();
      hello = channel.receive(WITHIN_NS).orElseThrow();
    }
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
    channel.close();
    trace.close();
  }

  private int exit() throws InterruptedException {
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("the process ended").isTrue();
    return process.exitValue();
  }

  private void serve(Scoreboard scoreboard, Descriptor first, Descriptor second) {
    channel.send(
        ControlMessage.of("serve")
            .with("settings", "reuseport,as=processes,handlers=2,threads=2")
            .with("evidence", 2)
            .with("handlers", 2)
            .with("places", "0:0: 1:1:")
            .text(),
        List.of(scoreboard.descriptor(), trace.descriptor(), first, second));
  }

  private static ListeningSocket listen() {
    return ListeningSocket.bind(Address.parse("127.0.0.1:0"), 8, false);
  }

  @Test
  void saysWhichGroupItIsAndEndsWithoutWorkWhenItsSpawnerDoes() throws InterruptedException {
    assertThat(ControlMessage.parse(hello.text()))
        .isEqualTo(ControlMessage.of("handler").with("group", 3));

    channel.close();

    assertThat(exit()).isZero();
  }

  @Test
  void endsWhenItsSpawnerClosesTheChannelWhateverItsHandlersDo() throws InterruptedException {
    try (Scoreboard scoreboard = Scoreboard.create(2);
        ListeningSocket first = listen();
        ListeningSocket second = listen()) {
      serve(scoreboard, first, second);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> scoreboard.count(HandlerState.AVAILABLE) == 2);

      channel.close();

      assertThat(exit()).isZero();
    }
  }

  /** The second socket does not listen: accept fails with EINVAL for good. */
  @Test
  void handlerThatFailsTakesItsProcessAlong() throws InterruptedException {
    int bare = Sockets.socket(Address.AF_INET, Sockets.STREAM | Sockets.CLOEXEC);
    try (Scoreboard scoreboard = Scoreboard.create(2);
        ListeningSocket first = listen();
        Descriptor second = new Descriptor(bare)) {
      serve(scoreboard, first, second);

      assertThat(exit()).isEqualTo(70);
    }
  }

  @Test
  void leavesWhenAllItsHandlersWereAskedTo() throws InterruptedException {
    try (Scoreboard scoreboard = Scoreboard.create(2);
        ListeningSocket first = listen();
        ListeningSocket second = listen()) {
      scoreboard.all().forEach(HandlerSlot::wantStop);
      serve(scoreboard, first, second);

      assertThat(exit()).isZero();
      assertThat(scoreboard.count(HandlerState.STOPPED)).isEqualTo(2);
      assertThat(scoreboard.slot(0).pid()).isEqualTo((int) process.pid());
    }
  }
}
