package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.house.Thorough;
import stampede.linux.Signal;
import stampede.report.ResultFile;
import stampede.report.gate.GateDocument;
import stampede.report.gate.GatePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The gate on real servers: short slices, few rounds, differences that no machine hides, and
 * tolerances that no machine exceeds. Handlers wait, for a host takes CPU time from who uses it.
 */
@Timeout(660)
class GateIT extends AtCommandLine {
  private static final String SERVER = "epoll-exclusive,handlers=2";
  private static final String SLOWER = SERVER + ",work-extra=500us";

  /** It rests for 10 s after whatever the host took CPU time from. */
  private static final Duration MOST = Duration.ofMinutes(5);

  private static final String[] SHORT = {
    "--rounds",
    "10",
    "--duration",
    "100ms",
    "--warmup",
    "100ms",
    "--work",
    "sleep:1ms",
    "--seed",
    "8"
  };

  @AfterEach
  void close() {
    cli.assertNothingLeft();
  }

  private Cli.Command start(String baseline, String... more) {
    List<String> words = new ArrayList<>(List.of("gate", "--baseline", baseline));
    words.addAll(List.of(SHORT));
    words.addAll(List.of(more));
    return cli.start(words.toArray(String[]::new));
  }

  /** As long as its budget lets it, and a busy machine takes to begin and to end. */
  private Cli.Ended gate(String baseline, String... more) {
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(List.of("--budget", "2m"));
    Cli.Command gate = start(baseline, words.toArray(String[]::new));
    await().atMost(MOST).until(() -> !gate.process().isAlive());
    return gate.end();
  }

  @Test
  void aSlowerCandidateFailsAndEveryFileSaysSo() throws IOException {
    cli.with("GITHUB_STEP_SUMMARY", folder.resolve("step.md").toString());
    String[] more = {
      "--candidate",
      SLOWER,
      "--json",
      "--out",
      "out",
      "--markdown",
      "gate.md",
      "--junit",
      "gate.xml",
      "--csv",
      "gate.csv"
    };
    Cli.Ended ended = gate(SERVER, more);
    if (leftTooFewRounds(ended)) {
      Files.delete(folder.resolve("step.md"));
      ended = gate(SERVER, more);
    }
    assertThat(ended.code()).as(ended.err()).isEqualTo(1);
    JsonNode document = JsonMapper.shared().readTree(ended.out());
    assertThat(document.path("schema").stringValue()).isEqualTo("stampede.gate/1");
    assertThat(document.path("verdict").stringValue()).isEqualTo("fail");
    assertThat(document.path("seed").asInt()).isEqualTo(8);
    JsonNode metrics = document.path("metrics");
    assertThat(metrics.size()).isEqualTo(3);
    assertThat(ended.err()).contains("round 1, ");
    // a server that is asked for much more than it can do may also leave requests unanswered
    if (document.path("violations").isEmpty()) {
      assertThat(document.path("rounds").asInt()).isEqualTo(10);
      assertThat(metrics.path(1).path("estimatePercent").asDouble()).isGreaterThan(5);
      assertThat(ended.err()).contains("throughput ", "so far", "look: fail");
    }
    assertThat(folder.resolve("out/report.html")).isNotEmptyFile();
    assertThat(folder.resolve("gate.xml")).content().contains("<failure");
    assertThat(folder.resolve("gate.md")).content().contains("p50");
    assertThat(Files.readString(folder.resolve("step.md")))
        .isEqualTo(Files.readString(folder.resolve("gate.md")));
    assertThat(Files.readAllLines(folder.resolve("gate.csv")))
        .hasSizeGreaterThan(document.path("rounds").asInt());
  }

  /** Whether the host took the CPUs from so many rounds that the planned look never came. */
  private static boolean leftTooFewRounds(Cli.Ended ended) {
    JsonNode document = JsonMapper.shared().readTree(ended.out());
    return document.path("rounds").asInt() < 10
        && document.path("pairs").toString().contains("(steal)");
  }

  @Thorough
  @Test
  void alikeServersDoNotFailAndWhatWasMeasuredIsABaselineForTheSameLoadOnly() {
    Cli.Ended alike =
        gate(
            SERVER,
            "--candidate",
            SERVER,
            "--tolerance",
            "throughput=900%,p50=900%,p99=900%",
            "--out",
            "base");
    assertThat(alike.code()).as(alike.out()).isIn(0, 2);
    assertThat(alike.out()).doesNotContain("FAIL");

    Cli.Ended refused = gate("base/gate.json", "--candidate", SLOWER, "--load", "closed:16");
    assertThat(refused.code()).isEqualTo(64);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .contains("does not compare: --load was closed:32, and is closed:16 now");
    refused = gate("base/gate.json", "--candidate", SLOWER, "--close", "fin");
    assertThat(refused.code()).isEqualTo(64);

    Cli.Ended stored = gate("base/gate.json", "--candidate", SLOWER, "--out", "stored");
    GateDocument base = ResultFile.read(folder.resolve("base/gate.json"), GateDocument.KIND);
    if (base.rounds() < 10) {
      // a host that takes the CPUs away leaves too few
      assertThat(stored.code()).isEqualTo(64);
      assertThat(stored.err()).contains("holds " + base.rounds() + " rounds; 10 are needed");
      return;
    }
    // figures of two moments differ by all that a busy machine does meanwhile
    assertThat(stored.code()).as(stored.err() + stored.out()).isIn(1, 2);
    GateDocument document = ResultFile.read(folder.resolve("stored/gate.json"), GateDocument.KIND);
    assertThat(document.baseline().source()).isEqualTo("stored");
    assertThat(stored.out()).contains("figures stored before in base/gate.json");
    assertThat(document.design().open()).isEqualTo(base.design().open());
  }

  @Thorough
  @Test
  void ctrlCLeavesTheRoundsThatAreFinished() {
    Cli.Command gate = start(SERVER, "--candidate", SERVER, "--out", "out");
    await().atMost(MOST).untilAsserted(() -> assertThat(gate.err()).contains("round 2"));
    gate.signal(Signal.INT);
    Cli.Ended ended = gate.end();
    assertThat(ended.code()).as(ended.err()).isEqualTo(130);
    GateDocument document = ResultFile.read(folder.resolve("out/gate.json"), GateDocument.KIND);
    assertThat(document.interrupted()).isTrue();
    assertThat(document.verdict()).isEqualTo("inconclusive");
    // one that was disturbed is kept, and does not count
    assertThat(document.pairs()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(document.pairs().stream().filter(GatePair::counts).count())
        .isEqualTo(document.rounds());
  }

  @Test
  void aServerThatDoesNotStartIsUnavailable() {
    Cli.Ended ended = gate(SERVER, "--candidate", "exec,command='false {port}'", "--out", "out");
    assertThat(ended.code()).as(ended.err()).isEqualTo(69);
    assertThat(ended.complaints()).hasSize(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoll | say what is to be no worse than the baseline",
        "epoll --candidate nothing | no server is called 'nothing'",
        "epoll --calibrate --candidate epoll | leave out --candidate",
        "none.json --candidate epoll | none.json does not exist",
        "epoll --candidate epoll --tolerance p98=3% | there is no metric 'p98'",
        "epoll --candidate epoll --tolerance p99=3 | write 5%",
        "epoll --candidate epoll --rounds 9 | --rounds 9 is not between 10 and 100",
        "epoll --candidate epoll --load poisson:5/s | does not saturate; write closed:N",
        "epoll --candidate epoll --budget soon | such as 500ms, 3s or 5m",
        "epoll --candidate epoll --conform XX-99 | no check begins with 'XX-99'",
        "epoll --candidate epoll --cpus 99 | this machine gives",
      })
  void whatCannotBeComparedIsToldInALine(String options, String why) {
    List<String> words = new ArrayList<>(List.of("gate", "--baseline"));
    words.addAll(List.of(options.split(" ", -1)));
    Cli.Ended ended = Cli.refused(words.toArray(String[]::new));
    assertThat(ended.code()).as(ended.err()).isEqualTo(64);
    assertThat(ended.complaints()).singleElement().asString().contains(why);
  }
}
