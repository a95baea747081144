package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.Signal;
import stampede.report.Cell;
import stampede.report.ResultFile;
import stampede.report.RunDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code stampede bench} as a process: its document, its folder, its seed, and its end by Ctrl-C.
 */
@Timeout(90)
class BenchIT extends AtCommandLine {
  private static final String[] CELL_FIELDS = {
    "server",
    "cpus",
    "load",
    "rounds",
    "throughputPerS",
    "latencyUs",
    "requests",
    "audit",
    "handlers",
    "cpuUsPerConnection",
    "limitedBy",
    "valid",
    "invalidReasons"
  };

  private Path out() {
    return folder.resolve("out");
  }

  private Cli.Ended bench(String... more) {
    List<String> words =
        new ArrayList<>(List.of("bench", "--warmup", "50ms", "--out", out().toString()));
    words.addAll(List.of(more));
    return cli.run(words.toArray(String[]::new));
  }

  @Test
  void aTinyRunLeavesWholeResultsAndNothingElse() throws IOException {
    Cli.Ended ended =
        bench(
            "--strategies",
            "epoll",
            "--handlers",
            "2",
            "--cpus",
            "1",
            "--load",
            "closed:8",
            "--duration",
            "300ms",
            "--rounds",
            "1",
            "--seed",
            "11",
            "--markdown",
            folder.resolve("run.md").toString(),
            "--junit",
            folder.resolve("run.xml").toString(),
            "--csv",
            folder.resolve("runs.csv").toString(),
            "--json");
    cli.assertNothingLeft();
    assertThat(Files.readString(folder.resolve("run.md"))).startsWith("### ").contains("| `epoll,");
    assertThat(Files.readString(folder.resolve("run.xml"))).contains("<testsuites name=\"stampede");
    assertThat(Files.readAllLines(folder.resolve("runs.csv"))).hasSize(1 + 2);
    JsonNode document = JsonMapper.shared().readTree(ended.out());
    assertThat(document.path("schema").stringValue()).isEqualTo("stampede.run/1");
    assertThat(document.path("seed").asInt()).isEqualTo(11);
    assertThat(document.path("environment").isObject()).isTrue();
    assertThat(document.path("cells").size()).isEqualTo(2);
    document.path("cells").forEach(BenchIT::assertStableFields);
    assertThat(ended.err()).contains("audit pass").contains("Report: ").doesNotContain("\tat ");
    assertThat(ended.out()).isEqualTo(Files.readString(out().resolve("run.json")));
    assertReportAndPercentiles(ResultFile.read(out().resolve("run.json")));
  }

  private static void assertStableFields(JsonNode cell) {
    assertThat(cell.propertyNames()).contains(CELL_FIELDS);
    assertThat(cell.path("server").propertyNames()).contains("name", "as", "handlers");
    for (String phase : List.of("connect", "queue", "service", "total")) {
      assertThat(cell.path("latencyUs").path(phase).propertyNames())
          .contains("p50", "p90", "p99", "p999", "max");
    }
    assertThat(cell.path("requests").propertyNames())
        .contains("invoked", "ok", "failed", "indeterminate");
    assertThat(cell.path("audit").propertyNames())
        .contains("verdict", "duplicated", "lost", "phantom", "failedButServed");
    assertThat(cell.path("handlers").propertyNames())
        .contains("count", "share", "jain", "wakeupsPerAccept", "emptyAcceptsPerAccept");
    assertThat(cell.path("cpuUsPerConnection").propertyNames()).contains("server", "generator");
    assertThat(cell.path("audit").path("verdict").stringValue()).isEqualTo("pass");
    assertThat(cell.path("requests").path("ok").asLong()).isPositive();
  }

  private void assertReportAndPercentiles(RunDocument document) throws IOException {
    assertThat(Files.readString(out().resolve("report.html")))
        .startsWithIgnoringCase("<!doctype html>")
        .contains("</html>")
        .contains("<svg");
    assertThat(out().resolve("report.html.tmp")).doesNotExist();
    for (Cell cell : document.cells()) {
      assertThat(cell.intervals()).hasSize(3);
      assertThat(Files.readAllLines(out().resolve(cell.id() + "-intervals.csv"))).hasSize(1 + 3);
      assertThat(cell.percentileFiles()).containsKeys("connect", "service", "total");
      for (String name : cell.percentileFiles().values()) {
        assertThat(Files.readString(out().resolve(name))).contains("Percentile", "#[Mean");
      }
    }
  }

  @Test
  void theSeedGivesTheOrder() {
    long seed = 5;
    bench(
        "--strategies",
        "blocking,iterative,mutex,epoll",
        "--as",
        "threads",
        "--handlers",
        "1",
        "--cpus",
        "1",
        "--load",
        "closed:4",
        "--duration",
        "20ms",
        "--rounds",
        "1",
        "--seed",
        "" + seed,
        "--quiet");
    RunDocument document = ResultFile.read(out().resolve("run.json"));
    List<String> order =
        document.cells().stream()
            .sorted(Comparator.comparing(cell -> cell.rounds().getFirst().order()))
            .map(cell -> cell.server().name())
            .toList();
    List<String> expected = new ArrayList<>(List.of("blocking", "iterative", "mutex", "epoll"));
    Collections.shuffle(expected, new SplittableRandom(seed));
    assertThat(order).isEqualTo(expected);
    assertThat(document.seed()).isEqualTo(seed);
  }

  @Test
  void ctrlCKeepsWhatIsFinishedAndLeavesNothingRunning() {
    Cli.Command bench =
        cli.start(
            "bench",
            "--strategies",
            "epoll",
            "--handlers",
            "2",
            "--cpus",
            "1",
            "--rounds",
            "50",
            "--duration",
            "200ms",
            "--warmup",
            "200ms",
            "--out",
            out().toString());
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> bench.err().lines().filter(line -> line.contains("audit")).count() >= 3);
    bench.signal(Signal.INT);
    Cli.Ended ended = bench.end();
    assertThat(ended.code()).as(ended.err()).isEqualTo(130);
    cli.assertNothingLeft();
    RunDocument document = ResultFile.read(out().resolve("run.json"));
    assertThat(document.interrupted()).isTrue();
    assertThat(document.cells()).isNotEmpty();
    assertThat(document.cells())
        .allSatisfy(cell -> assertThat(cell.audit().explanation()).contains("exactly once"));
    assertThat(out().resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void ctrlCBeforeAnythingIsFinishedStillEndsInOrder() {
    Cli.Command bench =
        cli.start("bench", "--strategies", "blocking", "--duration", "30s", "--out", "" + out());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !cli.processes("spawner").isEmpty());
    bench.signal(Signal.INT);
    assertThat(bench.end().code()).isEqualTo(130);
    cli.assertNothingLeft();
    assertThat(ResultFile.read(out().resolve("run.json")).cells()).isEmpty();
  }
}
