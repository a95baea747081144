package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.house.PackageNeeded;
import stampede.linux.Signal;
import stampede.linux.ThisProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server with its controller, and two agents, on three machines of one network. */
@Timeout(120)
class ClusterNetworkIT extends AtCommandLine {
  private static final int CONTROLLER = 1;
  private static final int A = 2;
  private static final int B = 3;
  private static final String HOSTS = MachineNetwork.address(A) + "," + MachineNetwork.address(B);

  private static MachineNetwork network;

  @BeforeAll
  static void makeNetwork() {
    Path ip = PackageNeeded.require("ip", "iproute2");
    if (ThisProcess.user() != 0) {
      System.out.println("SKIPPED: needs root, to make networks");
      Assumptions.abort("needs root, to make networks");
    }
    network = new MachineNetwork(ip, 3);
  }

  @AfterAll
  static void removeNetwork() {
    if (network != null) {
      network.close();
    }
  }

  private Path key(String letter) throws IOException {
    Path file = folder.resolve("key-" + letter);
    if (!Files.exists(file)) {
      Files.writeString(file, letter.repeat(40));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file;
  }

  private List<String> agentWords(int machine, String name, String letter) throws IOException {
    return network.on(
        machine,
        Cli.words(
            "agent",
            "--name",
            name,
            "--join",
            HOSTS,
            "--bind",
            MachineNetwork.address(machine),
            "--key",
            key(letter).toString(),
            "--allow-target",
            MachineNetwork.address(CONTROLLER) + "/32"));
  }

  private Cli.Command agent(int machine, String name) throws IOException {
    Cli.Command agent = cli.startWords(agentWords(machine, name, "k"));
    awaitSaid(agent, "agent " + name + " waits for a controller");
    return agent;
  }

  private static void awaitSaid(Cli.Command command, String words) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(command.err()).contains(words));
  }

  private Cli.Command bench(String duration, String rounds) throws IOException {
    List<String> words =
        Cli.words(
            "bench",
            "epoll,handlers=2",
            "--agents",
            HOSTS,
            "--bind",
            MachineNetwork.address(CONTROLLER),
            "--key",
            key("k").toString(),
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
            rounds,
            "--out",
            folder.resolve("out").toString(),
            "--json",
            "--quiet");
    return cli.startWords(network.on(CONTROLLER, words));
  }

  private static void assertEndedBecauseOf(String why, Cli.Command bench) {
    Cli.Ended ended = bench.end();
    assertThat(ended.code()).as(ended.err()).isEqualTo(69);
    assertThat(ended.complaints()).singleElement().asString().matches(why);
  }

  private void endAll(Cli.Command... agents) {
    for (Cli.Command agent : agents) {
      agent.signal(Signal.TERM);
      assertThat(agent.end().code()).as(agent.err()).isZero();
    }
    cli.assertNothingLeft();
  }

  @Test
  void threeMachinesMakeOneResultWhoseAuditPasses() throws IOException {
    Cli.Command a = agent(A, "a");
    Cli.Command b = agent(B, "b");
    Cli.Ended ended = bench("400ms", "2").end();
    assertThat(ended.code()).as(ended.err()).isIn(0, 2);
    JsonNode cell = JsonMapper.shared().readTree(ended.out()).path("cells").path(0);
    assertThat(cell.path("audit").path("verdict").stringValue()).isEqualTo("pass");
    assertThat(cell.path("latencyUs").path("queue").isNull()).as("of two clocks").isTrue();
    assertThat(cell.path("latencyUs").path("service").path("count").asLong()).isPositive();
    for (JsonNode round : cell.path("rounds")) {
      long sum = 0;
      for (JsonNode member : round.path("members")) {
        sum += member.path("requests").path("ok").asLong();
        System.out.printf(
            "agent %s began %s us after the instant, its clock known within %s us%n",
            member.path("name").stringValue(),
            member.path("startSkewUs"),
            member.path("clockUncertaintyUs"));
      }
      assertThat(sum).isPositive().isEqualTo(round.path("requests").path("ok").asLong());
    }
    endAll(a, b);
  }

  @Test
  void aLinkThatIsCutEndsTheRunOnBothOfItsSides() throws IOException {
    Cli.Command a = agent(A, "a");
    Cli.Command b = agent(B, "b");
    Cli.Command bench = bench("40s", "1");
    awaitSaid(b, "begins");
    network.cut(B);
    try {
      assertEndedBecauseOf("stampede: agent b (has said nothing for|is gone).*", bench);
      awaitSaid(a, "ends its run: agent b");
      awaitSaid(b, "ends its run: ");
    } finally {
      network.join(B);
    }
    endAll(a, b);
  }

  @Test
  void aMachineThatStandsStillEndsTheRunOfTheOthers() throws IOException {
    Cli.Command a = agent(A, "a");
    Cli.Command b = agent(B, "b");
    Cli.Command bench = bench("40s", "1");
    awaitSaid(b, "begins");
    b.signal(Signal.STOP);
    assertEndedBecauseOf("stampede: agent b (has said nothing for|is gone).*", bench);
    awaitSaid(a, "ends its run: agent b");
    b.signal(Signal.CONT);
    awaitSaid(b, "ends its run: ");
    endAll(a, b);
  }

  @Test
  void whoHasAnotherKeyNeitherJoinsNorCommands() throws IOException {
    Cli.Command a = agent(A, "a");
    Cli.Ended stranger = cli.runWords(agentWords(B, "b", "x"));
    assertThat(stranger.code()).as(stranger.err()).isEqualTo(69);
    assertThat(stranger.complaints())
        .singleElement()
        .asString()
        .contains("is a member with another key");
    assertThat(a.process().isAlive()).isTrue();
    endAll(a);
  }
}
