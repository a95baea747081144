package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stampede.house.Thorough;
import stampede.linux.Signal;
import stampede.report.ResultFile;
import stampede.report.micro.MicroBenchmark;
import stampede.report.micro.MicroDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code stampede micro} as users start it. */
@Timeout(120)
class MicroIT extends AtCommandLine {
  private static final String FORK = "org.openjdk.jmh.runner.ForkedMain";

  @Test
  void aQuickRunLeavesOurDocumentAndThatOfJmh() throws IOException {
    Cli.Ended ended =
        cli.run("micro", "ClockRead", "--quick", "--seed", "5", "--json", "--out", "out");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("2/2 ClockRead.linux").doesNotContain("WARNING");
    Path file = folder.resolve("out/micro.json");
    MicroDocument document = ResultFile.read(file, MicroDocument.KIND);
    assertThat(ended.out()).isEqualTo(Files.readString(file));
    assertThat(document.seed()).isEqualTo(5);
    assertThat(document.benchmarks())
        .extracting(MicroBenchmark::name)
        .containsExactly("ClockRead.jdk", "ClockRead.linux");
    assertThat(document.benchmarks())
        .allSatisfy(
            benchmark -> {
              assertThat(benchmark.score()).isPositive();
              assertThat(benchmark.rawData()).hasSize(1).allMatch(fork -> fork.size() == 3);
            });
    assertThat(document.benchmarks().getLast().ratioToJdk()).isPositive();
    JsonNode jmh = JsonMapper.builder().build().readTree(folder.resolve("out/jmh.json").toFile());
    assertThat(jmh.size()).isEqualTo(2);
    assertThat(jmh.get(0).get("benchmark").asString()).endsWith(".ClockRead.jdk");
    assertThat(jmh.get(0).get("primaryMetric").get("score").asDouble())
        .isEqualTo(document.benchmarks().getFirst().score());
    Cli.Ended text = cli.run("report", "out", "--format", "text");
    assertThat(text.out()).contains("ClockRead", "! quick");
    cli.assertNothingLeft();
  }

  @Thorough
  @Test
  void whatHappensBesideTheTimeIsCounted() {
    Cli.Ended ended =
        cli.run(
            "micro",
            "LockHandOver",
            "--quick",
            "--warmup",
            "0",
            "--iterations",
            "1",
            "--time",
            "20ms",
            "--json",
            "--out",
            "out");
    assertThat(ended.code()).as(ended.err()).isZero();
    MicroDocument document = ResultFile.read(folder.resolve("out/micro.json"), MicroDocument.KIND);
    assertThat(document.benchmarks())
        .allSatisfy(
            benchmark -> {
              assertThat(benchmark.secondary())
                  .containsOnlyKeys("cpuNs", "emptyTakes", "handOvers", "sleeps");
              assertThat(benchmark.counted("handOvers")).isPositive();
              assertThat(benchmark.counted("emptyTakes")).isZero();
            });
  }

  @Test
  void theListNamesWhatAPatternSelects() {
    Cli.Ended listed = cli.run("micro", "EmptyAccept", "--list");
    assertThat(listed.code()).isZero();
    assertThat(listed.out()).contains("EmptyAccept.linux", "EAGAIN").doesNotContain("ClockRead");
    assertThat(cli.run("micro", "--list", "--json").out())
        .startsWith("[")
        .contains("\"measures\"", "\"Wakeup.handOver\"");
    Cli.Ended none = Cli.refused("micro", "no-such-benchmark");
    assertThat(none.code()).isEqualTo(64);
    assertThat(none.complaints()).hasSize(1);
    assertThat(Cli.refused("micro", "Wakeup", "--forks", "0").code()).isEqualTo(64);
  }

  @Test
  void whatHadEndedIsKeptWhenItIsInterrupted() {
    Cli.Command micro =
        cli.start(
            "micro",
            "ClockRead",
            "--forks",
            "1",
            "--warmup",
            "0",
            "--iterations",
            "1",
            "--time",
            "3s",
            "--out",
            "out");
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> micro.err().contains("1/2 ClockRead.jdk"));
    micro.signal(Signal.INT);
    Cli.Ended ended = micro.end();
    assertThat(ended.code()).as(ended.err()).isEqualTo(130);
    MicroDocument document = ResultFile.read(folder.resolve("out/micro.json"), MicroDocument.KIND);
    assertThat(document.isCutShort()).isTrue();
    assertThat(document.benchmarks())
        .extracting(MicroBenchmark::name)
        .containsExactly("ClockRead.jdk");
    assertThat(ended.out()).contains("! interrupted");
    cli.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource(names = {"INT", "KILL"})
  void noProcessOfABenchmarkOutlivesTheCommand(Signal signal) throws IOException {
    Set<Path> others = temporaryFiles();
    Cli.Command micro = cli.start("micro", "ClockRead", "--time", "10s", "--out", "out");
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !cli.processes(FORK).isEmpty());
    Set<Path> ours = temporaryFiles();
    ours.removeAll(others);
    assertThat(ours).isNotEmpty();
    micro.signal(signal);
    int code = micro.end().code();
    if (signal == Signal.INT) {
      assertThat(code).as(micro.err()).isEqualTo(130);
      assertThat(folder.resolve("out")).doesNotExist();
      assertThat(ours).as("temporary files").allMatch(file -> Files.notExists(file));
    }
    cli.assertNothingLeft();
    for (Path file : ours) {
      Files.deleteIfExists(file);
    }
  }

  /** Those of a JMH, in the folder that all of them use. */
  private static Set<Path> temporaryFiles() {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("jmh"))
          .collect(Collectors.toSet());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
