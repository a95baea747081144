package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.ControlMessage;
import stampede.contract.History;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.MessageChannel;
import stampede.linux.ThisProcess;

/** The load generator as a process, over its control channel. */
@Timeout(120)
class LoadMainTest {
  private static final long PATIENCE_NS = 30_000_000_000L;
  private static final long LEASE_NS = 2_000_000_000L;

  private final Address.Unix control =
      new Address.Unix("@stampede-load-main-test-" + ThisProcess.pid() + "-" + System.nanoTime());
  private Descriptor listener;

  @BeforeEach
  void listen() {
    listener = MessageChannel.listen(control);
  }

  @AfterEach
  void stopListening() {
    listener.close();
  }

  private Process start() throws IOException {
    return new ProcessBuilder(command(ThisProcess.pid())).inheritIO().start();
  }

  private List<String> command(long parent) {
    return List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "stampede.load.LoadMain",
        "--control",
        control.name(),
        "--parent",
        String.valueOf(parent));
  }

  private MessageChannel accept(Process process) {
    MessageChannel channel = MessageChannel.acceptFrom(listener, PATIENCE_NS).orElseThrow();
    ControlMessage ready = receive(channel);
    assertThat(ready.verb()).isEqualTo("ready");
    assertThat(ready.number("pid")).isEqualTo(process.pid());
    return channel;
  }

  private static ControlMessage receive(MessageChannel channel) {
    return ControlMessage.parse(channel.receive(PATIENCE_NS).orElseThrow().text());
  }

  private static void send(MessageChannel channel, ControlMessage message, History history) {
    channel.send(message.text(), List.of(history.descriptor()));
  }

  private static void begin(MessageChannel channel, ControlMessage run, History history) {
    send(channel, run, history);
    ControlMessage begins = receive(channel);
    assertThat(begins.verb()).as(begins.text()).isEqualTo("begins");
    assertThat(begins.number("startNs")).isPositive();
  }

  private static void awaitEnd(ProcessHandle process) {
    await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
  }

  @Test
  void servesOneRunAfterAnotherAndLeavesWithTheHarness() throws Exception {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      Process process = start();
      try (MessageChannel channel = accept(process)) {
        for (int round = 1; round <= 3; round++) {
          try (History history = History.create(round, 2, 100_000)) {
            ControlMessage run =
                TrialFlood.of(server.rawTarget()).with("threads", 2).with("cpus", "0").message();
            begin(channel, run, history);
            ControlMessage done = receive(channel);
            assertThat(done.verb()).as(done.text()).isEqualTo("done");
            assertThat(done.number("ok")).isPositive().isEqualTo(done.number("invoked"));
            assertThat(TrialFlood.attempts(history)).hasSize((int) done.number("invoked"));
            assertThat(done.value("cancelled")).contains("false");
            assertThat(done.value("historyFull")).contains("false");
            assertThat(TrialFlood.histogram(done, "total").getTotalCount())
                .isEqualTo(done.number("invoked"));
          }
        }
      }
      awaitEnd(process.toHandle());
    }
  }

  @Test
  void aFloodThatNobodySaysIsWantedEnds() throws Exception {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve);
        History history = History.create(1, 1, 100_000)) {
      Process process = start();
      try (MessageChannel channel = accept(process)) {
        ControlMessage run =
            TrialFlood.of(server.rawTarget())
                .with("durationNs", 600_000_000_000L)
                .with("leaseNs", LEASE_NS)
                .message();
        send(channel, run, history);
        // its start counts: a machine may take longer for that than a lease
        saidWanted(channel, () -> history.counters(0).invoked() > 0);
        long untilNs = System.nanoTime() + 3 * LEASE_NS / 2;
        saidWanted(channel, () -> System.nanoTime() > untilNs);
        long invoked = history.counters(0).invoked();
        saidWanted(channel, () -> history.counters(0).invoked() > invoked);
        assertThat(receive(channel).verb()).isEqualTo("begins");
        ControlMessage done = receive(channel);
        assertThat(done.value("cancelled")).as(done.text()).contains("true");
      }
      awaitEnd(process.toHandle());
    }
  }

  /** Says that the flood is wanted until something is so. */
  private static void saidWanted(MessageChannel channel, BooleanSupplier so) {
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              channel.send(ControlMessage.of("wanted").text(), List.of());
              return so.getAsBoolean();
            });
  }

  @Test
  void cancelEndsARunEarlyAndTheNextRunComes() throws Exception {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve);
        History history = History.create(1, 1, 100)) {
      Process process = start();
      try (MessageChannel channel = accept(process)) {
        ControlMessage run =
            TrialFlood.of(server.rawTarget()).with("durationNs", 600_000_000_000L).message();
        begin(channel, run, history);
        await().atMost(Duration.ofSeconds(20)).until(() -> history.counters(0).invoked() > 200);
        channel.send(ControlMessage.of("cancel").text(), List.of());
        ControlMessage done = receive(channel);
        assertThat(done.verb()).as(done.text()).isEqualTo("done");
        assertThat(done.value("cancelled")).contains("true");
        assertThat(done.value("historyFull")).contains("true");
        assertThat(done.number("invoked")).isEqualTo(history.counters(0).invoked());
        assertThat(done.number("measuredToNs")).isGreaterThan(done.number("measuredFromNs"));
        try (History next = History.create(2, 1, 100_000)) {
          begin(channel, TrialFlood.of(server.rawTarget()).message(), next);
          assertThat(receive(channel).value("cancelled")).contains("false");
        }
      }
      awaitEnd(process.toHandle());
    }
  }

  @Test
  void countersAloneLeaveTheHistoryEmpty() throws Exception {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve);
        History history = History.create(1, 1, 100)) {
      Process process = start();
      try (MessageChannel channel = accept(process)) {
        begin(
            channel,
            TrialFlood.of(server.rawTarget())
                .with("record", "counters")
                .with("durationNs", 500_000_000L)
                .message(),
            history);
        ControlMessage done = receive(channel);
        assertThat(done.number("ok")).isPositive();
        assertThat(history.counters(0).invoked()).isZero();
      }
      awaitEnd(process.toHandle());
    }
  }

  @Test
  void whatCannotBeDoneIsAnsweredInOneLine() throws Exception {
    Process process = start();
    try (MessageChannel channel = accept(process);
        History history = History.create(1, 1, 100)) {
      send(channel, TrialFlood.of("gopher://x").message(), history);
      ControlMessage failed = receive(channel);
      assertThat(failed.verb()).isEqualTo("failed");
      assertThat(failed.number("exit")).isEqualTo(LoadException.WRONG_USAGE);
      assertThat(failed.required("message")).contains("gopher").doesNotContain("\n");
      channel.send(TrialFlood.of("raw://127.0.0.1:9").message().text(), List.of());
      assertThat(receive(channel).number("exit")).isEqualTo(LoadException.OWN_FAULT);
      channel.send("dance", List.of());
      assertThat(receive(channel).verb()).isEqualTo("failed");
    }
    awaitEnd(process.toHandle());
  }

  @Test
  void aConcurrencyBeyondTheDescriptorLimitSaysWhatToDo() throws Exception {
    String quoted = String.join("' '", command(ThisProcess.pid()));
    Process process =
        new ProcessBuilder("sh", "-c", "ulimit -n 400; exec '" + quoted + "'").inheritIO().start();
    try (MessageChannel channel = accept(process);
        History history = History.create(1, 1, 100)) {
      send(
          channel,
          TrialFlood.of("raw://127.0.0.1:9").with("load", "closed:1000").message(),
          history);
      ControlMessage failed = receive(channel);
      assertThat(failed.verb()).isEqualTo("failed");
      assertThat(failed.number("exit")).isEqualTo(LoadException.WRONG_USAGE);
      assertThat(failed.required("message")).contains("400").contains("ulimit -n 1128");
    }
    awaitEnd(process.toHandle());
  }

  @Test
  void leavesInMidFloodWhenTheHarnessIsGone() throws Exception {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve);
        History history = History.create(1, 1, 100_000)) {
      Process process = start();
      try (MessageChannel channel = accept(process)) {
        ControlMessage run =
            TrialFlood.of(server.rawTarget()).with("durationNs", 600_000_000_000L).message();
        begin(channel, run, history);
        await().atMost(Duration.ofSeconds(20)).until(() -> history.counters(0).invoked() > 0);
      }
      awaitEnd(process.toHandle());
    }
  }

  @Test
  void diesWithItsParentInMidFlood() throws Exception {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve);
        History history = History.create(1, 1, 100_000)) {
      // a shell stands for the harness: it starts the process, and is killed
      String quoted = String.join("' '", command(0).subList(0, command(0).size() - 1));
      Process parent =
          new ProcessBuilder("sh", "-c", "'" + quoted + "' $$ & wait").inheritIO().start();
      try (MessageChannel channel =
          MessageChannel.acceptFrom(listener, PATIENCE_NS).orElseThrow()) {
        ControlMessage ready = receive(channel);
        Optional<ProcessHandle> child = ProcessHandle.of(ready.number("pid"));
        assertThat(child).isPresent();
        ControlMessage run =
            TrialFlood.of(server.rawTarget()).with("durationNs", 600_000_000_000L).message();
        begin(channel, run, history);
        await().atMost(Duration.ofSeconds(20)).until(() -> history.counters(0).invoked() > 0);
        parent.destroyForcibly();
        awaitEnd(child.get());
      }
    }
  }

  @Test
  void refusesToServeAParentThatIsGone() throws Exception {
    Process process = new ProcessBuilder(command(1)).inheritIO().start();
    assertThat(process.waitFor()).isEqualTo(LoadException.OWN_FAULT);
  }
}
