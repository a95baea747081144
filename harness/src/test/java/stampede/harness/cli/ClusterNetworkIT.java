package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stampede.house.Thorough;
import stampede.linux.Signal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server with its controller, and two agents, on three machines of one network: what becomes of a
 * run when one of them or its link fails. The agents are the same in every test, for they are to
 * outlive whatever ends a run; they find each other by a name.
 */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterNetworkIT {
  private static final int CONTROLLER = 1;
  private static final int A = 2;
  private static final int B = 3;
  private static final String MEET = "dns:" + MachineNetwork.ALL;
  private static final String LONG = "40s";
  private static final String SHORT = "300ms";
  private static final int SLOW_MS = 12;

  /** Less than the silence that ends a run. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  @TempDir private static Path folder;
  private static MachineNetwork network;
  private static Cli cli;
  private static LastingAgent a;
  private static LastingAgent b;
  private static int runs;

  @BeforeAll
  static void startAgents() {
    network = MachineNetwork.of(3);
    cli = new Cli(folder);
    KeyFile.write(folder, "k");
    KeyFile.write(folder, "x");
    a = new LastingAgent(cli, agent(A, "a", "k"));
    a.awaitReady();
    b = new LastingAgent(cli, agent(B, "b", "k"));
    b.awaitReady();
  }

  @AfterAll
  static void nothingIsLeft() {
    try (MachineNetwork closed = network;
        Cli ended = cli) {
      if (closed != null && b != null) {
        a.end(Signal.TERM);
        b.end(Signal.TERM);
        ended.assertNothingLeft();
      }
    }
  }

  @BeforeEach
  void beginTest() {
    a.beginTest();
    b.beginTest();
  }

  private static List<String> agent(int machine, String name, String key) {
    return network.on(
        machine,
        Cli.words(
            "agent",
            "--name",
            name,
            "--join",
            MEET,
            "--bind",
            MachineNetwork.address(machine),
            "--key",
            "key-" + key,
            "--allow-target",
            MachineNetwork.address(CONTROLLER) + "/32"));
  }

  private static Cli.Command bench(String duration, String key) {
    List<String> words =
        Cli.words(
            "bench",
            "epoll,handlers=2",
            "--agents",
            "2",
            "--join",
            MEET,
            "--bind",
            MachineNetwork.address(CONTROLLER),
            "--key",
            "key-" + key,
            "--listen",
            MachineNetwork.address(CONTROLLER) + ":0",
            "--allow-remote",
            "--cpus",
            "1",
            "--load",
            "closed:8",
            "--warmup",
            "100ms",
            "--duration",
            duration,
            "--rounds",
            "1",
            "--out",
            "out" + ++runs,
            "--json",
            "--quiet");
    return cli.startWords(network.on(CONTROLLER, words));
  }

  private static void assertEndedBecauseOf(String why, Cli.Command bench) {
    Cli.Ended ended = bench.end();
    assertThat(ended.code()).as(ended.err()).isEqualTo(69);
    assertThat(ended.complaints()).singleElement().asString().matches(why);
  }

  private static JsonNode cell(Cli.Command bench) {
    Cli.Ended ended = bench.end();
    assertThat(ended.code()).as(ended.err()).isIn(0, 2);
    JsonNode cell = JsonMapper.shared().readTree(ended.out()).path("cells").path(0);
    JsonNode audit = cell.path("audit");
    assertThat(audit.path("verdict").stringValue()).as(audit.toString()).isEqualTo("pass");
    return cell;
  }

  private static JsonNode member(JsonNode cell, String name) {
    JsonNode members = cell.path("rounds").path(0).path("members");
    return members
        .valueStream()
        .filter(each -> each.path("name").stringValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The last, for what is killed is not started again. */
  @Test
  @Order(Integer.MAX_VALUE)
  void aMachineThatIsKilledEndsTheRun() {
    Cli.Command bench = bench(LONG, "k");
    b.awaitSaid("begins");
    b.signal(Signal.KILL);
    assertEndedBecauseOf("stampede: agent b is gone: it has ended, or is cut off", bench);
    a.awaitSaid("ends its run: agent b is gone");
  }

  @Thorough
  @Test
  void aLinkThatIsCutEndsTheRunOnBothOfItsSides() {
    Cli.Command bench = bench(LONG, "k");
    b.awaitSaid("begins");
    network.cut(B);
    try {
      assertEndedBecauseOf("stampede: agent b (has said nothing for|is gone).*", bench);
      a.awaitSaid("ends its run: agent b");
      b.awaitSaid("ends its run: ");
    } finally {
      network.join(B);
    }
  }

  @Test
  @Thorough
  void aMachineThatStandsStillEndsTheRunOfTheOthers() {
    Cli.Command bench = bench(LONG, "k");
    b.awaitSaid("begins");
    b.signal(Signal.STOP);
    try {
      assertEndedBecauseOf("stampede: agent b (has said nothing for|is gone).*", bench);
      a.awaitSaid("ends its run: agent b");
    } finally {
      b.signal(Signal.CONT);
    }
    b.awaitSaid("ends its run: ");
  }

  @Test
  @Thorough
  void aMachineThatStandsStillForAMomentIsWaitedFor() {
    Cli.Command bench = bench("1500ms", "k");
    b.awaitSaid("begins");
    b.signal(Signal.STOP);
    await().pollDelay(MOMENT).until(bench.process()::isAlive);
    b.signal(Signal.CONT);
    assertThat(member(cell(bench), "b").path("requests").path("ok").asLong()).isPositive();
  }

  @Test
  @Thorough
  void aSlowLinkMakesAResultThatSaysHowLittleIsKnownOfTheClock() {
    JsonNode cell;
    try (SlowLink slow = network.slow(B, SLOW_MS)) {
      cell = cell(bench(SHORT, "k"));
      assertThat(slow.isPassing()).isTrue();
    }
    assertThat(member(cell, "b").path("clockUncertaintyUs").asDouble())
        .as("half of the round trip, each way of which takes %d ms", SLOW_MS)
        .isGreaterThanOrEqualTo(1000 * SLOW_MS);
    assertThat(member(cell, "a").path("clockUncertaintyUs").asDouble()).isLessThan(1000 * SLOW_MS);
    assertThat(cell.path("latencyUs").path("queue").isNull()).as("of two clocks").isTrue();
  }

  @Test
  void whoHasAnotherKeyNeitherJoinsNorCommands() {
    String why = "stampede: .* is a member with another key.*";
    assertEndedBecauseOf(why, cli.startWords(agent(B, "stranger", "x")));
    assertEndedBecauseOf(why, bench(SHORT, "x"));
    assertThat(a.isAlive()).isTrue();
    assertThat(b.isAlive()).isTrue();
  }
}
