package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.house.Thorough;
import stampede.linux.Signal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * docs/cluster.md, followed to the letter on three machines: every command as it stands there, by a
 * shell, in a folder that has {@code stampede} in it. That folder is on all of them, which stands
 * for what the text says is to be copied. How long floods take, which the text leaves open, is said
 * by the environment.
 */
@Timeout(120)
class ClusterDocumentIT extends AtCommandLine {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static MachineNetwork network;

  private final List<Cli.Command> staying = new ArrayList<>();
  private final List<Cli.Ended> ended = new ArrayList<>();

  @BeforeAll
  static void makeNetwork() {
    network = MachineNetwork.of(3);
  }

  @AfterAll
  static void removeNetwork() {
    if (network != null) {
      network.close();
    }
  }

  @BeforeEach
  void prepareFolder() throws IOException {
    Path root = Path.of(System.getProperty("stampede.root"));
    Files.createSymbolicLink(folder.resolve("stampede"), root.resolve("stampede"));
    cli.with("JAVA_HOME", System.getProperty("java.home"))
        .with("STAMPEDE_WARMUP", "100ms")
        .with("STAMPEDE_DURATION", "300ms")
        .with("STAMPEDE_ROUNDS", "1");
  }

  private void follow(String section) {
    for (ClusterDocument.Step step : ClusterDocument.steps(section)) {
      List<String> shell = List.of("bash", "-c", step.command());
      Cli.Command command = cli.startWords(network.on(step.machine(), shell));
      if (step.stays()) {
        staying.add(command);
        awaitReady(command);
      } else {
        ended.add(command.end());
      }
    }
  }

  /** What stays says something as soon as it is ready, and nothing before. */
  private static void awaitReady(Cli.Command command) {
    await()
        .atMost(PATIENCE)
        .until(() -> command.out().contains("listens at") || command.err().contains("waits for"));
  }

  private void endAll() {
    for (Cli.Command command : staying) {
      command.signal(Signal.TERM);
    }
    for (Cli.Command command : staying) {
      assertThat(command.end().code()).as(command.err()).isZero();
    }
    cli.assertNothingLeft();
  }

  /** The document of the only run that was kept. */
  private JsonNode run() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      List<Path> kept = runs.filter(run -> !Files.isSymbolicLink(run)).toList();
      assertThat(kept).hasSize(1);
      return JsonMapper.shared().readTree(Files.readString(kept.getFirst().resolve("run.json")));
    }
  }

  private static void assertAuditPasses(JsonNode document, int agents) {
    JsonNode cell = document.path("cells").path(0);
    JsonNode audit = cell.path("audit");
    assertThat(audit.path("verdict").stringValue()).as(audit.toString()).isEqualTo("pass");
    JsonNode members = cell.path("rounds").path(0).path("members");
    assertThat(members.size()).isEqualTo(agents);
    for (JsonNode member : members) {
      assertThat(member.path("requests").path("ok").asLong()).isPositive();
    }
  }

  @Test
  @Thorough
  void twoAgentsOnOneMachineFlood() throws IOException {
    follow("On one machine");
    assertThat(staying).hasSize(2);
    assertThat(ended).singleElement().satisfies(ClusterDocumentIT::assertEndedWell);
    assertAuditPasses(run(), 2);
    endAll();
  }

  @Thorough
  @Test
  void threeMachinesByHandFloodOursAndTheirs() throws IOException {
    follow("Three machines by hand");
    assertThat(staying).as("two agents and a server").hasSize(3);
    assertThat(ended).as("a key, a bench and a load").hasSize(3);
    assertThat(ended).allSatisfy(ClusterDocumentIT::assertEndedWell);
    assertThat(ended.getLast().out()).contains("flooded by 2 agents");
    assertAuditPasses(run(), 2);
    endAll();
  }

  /** What is flooded for so short a time may well be too little to be believed, which is a 2. */
  private static void assertEndedWell(Cli.Ended command) {
    assertThat(command.code()).as(command.err() + command.out()).isIn(0, 2);
  }
}
