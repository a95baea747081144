package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.house.Thorough;
import stampede.linux.Signal;
import stampede.report.Cell;
import stampede.report.ResultFile;
import stampede.report.RunDocument;
import stampede.report.Search;
import stampede.report.SearchStep;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The highest rate of a real server, and what is expected of its figures. The server is one handler
 * that sleeps 2 ms for each request: it can do less than 500 a second, whatever the machine.
 */
@Timeout(300)
class FindIT extends AtCommandLine {
  /** Where the machine is busy with something else, it looks for long and at low rates. */
  private static final Duration MOST = Duration.ofMinutes(4);

  private static final String[] SHORT = {
    "--work", "sleep:2ms", "--warmup", "100ms", "--duration", "800ms", "--timeout", "2s"
  };

  private Cli.Command serve;
  private String target;

  @BeforeEach
  void open() {
    serve = cli.start("serve", "blocking,handlers=1", "--json");
    await().atMost(Duration.ofSeconds(20)).until(() -> serve.out().endsWith("}\n"));
    JsonNode said = JsonMapper.shared().readTree(serve.out());
    target = said.path("target").stringValue();
  }

  @AfterEach
  void close() {
    serve.signal(Signal.TERM);
    serve.end();
    cli.assertNothingLeft();
  }

  private String[] load(String... more) {
    List<String> words = new ArrayList<>(List.of("load", target));
    words.addAll(List.of(SHORT));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Thorough
  @Test
  void theHighestRateIsBelowWhatTheServerCanDoAndTheCurveIsShown() {
    Path out = folder.resolve("out");
    Cli.Command find =
        cli.start(
            load(
                "--find",
                "max",
                "--slo",
                "p90=60ms",
                "--seed",
                "5",
                "--out",
                out.toString(),
                "--expect",
                "p90<=60ms"));
    await().atMost(MOST).until(() -> !find.process().isAlive());
    Cli.Ended ended = find.end();
    RunDocument document = ResultFile.read(out.resolve("run.json"));
    Search search = document.search();
    assertThat(search.objective()).containsExactly("p90<=60ms", "errors=0");
    assertThat(search.steps()).isNotEmpty();
    assertThat(document.cells()).extracting(Cell::id).startsWith("000-guess", "001-bracket");
    assertThat(ended.code()).as(ended.out()).isEqualTo(search.confirmed() ? 0 : 2);
    assertThat(ended.err().lines().filter(line -> line.contains("achieved")))
        .hasSize(search.steps().size());
    assertThat(ended.out()).startsWith(search.explanation());
    // a machine that is busy with something else confirms nothing, and that is said
    if (search.confirmed()) {
      assertThat(search.foundPerS()).as(ended.out()).isLessThan(500);
      assertThat(search.steps()).extracting(SearchStep::purpose).contains("confirm");
      assertThat(ended.out()).containsPattern("p90<=60ms .* met");
      assertThat(search.steps().stream().filter(step -> !step.met()))
          .anyMatch(step -> step.ratePerS() > search.foundPerS());
    } else {
      assertThat(ended.out()).startsWith("Not established");
    }
    assertThat(out.resolve("report.html")).isNotEmptyFile();
  }

  @Thorough
  @Test
  void ctrlCLeavesWhatWasFoundSoFar() {
    Path out = folder.resolve("out");
    Cli.Command find =
        cli.start(load("--find", "max", "--slo", "p90=60ms", "--out", out.toString()));
    await().atMost(MOST).untilAsserted(() -> assertThat(find.err()).contains("achieved"));
    find.signal(Signal.INT);
    Cli.Ended ended = find.end();
    assertThat(ended.code()).as(ended.err()).isEqualTo(130);
    RunDocument document = ResultFile.read(out.resolve("run.json"));
    assertThat(document.interrupted()).isTrue();
    assertThat(document.search().steps()).isNotEmpty();
    assertThat(document.search().confirmed()).isFalse();
    assertThat(ended.out()).contains("Not established", "Interrupted");
  }

  @Test
  void expectationsSetTheExitCode() {
    Cli.Ended met = cli.run(load("--load", "closed:2", "--expect", "p50>=2ms,errors=0", "--json"));
    assertThat(met.code()).as(met.err()).isIn(0, 2);
    JsonNode expectations =
        JsonMapper.shared().readTree(met.out()).path("cells").path(0).path("expectations");
    assertThat(expectations.path(0).path("condition").stringValue()).isEqualTo("p50>=2ms");
    assertThat(expectations.path(0).path("value").asDouble()).isGreaterThanOrEqualTo(2_000);
    assertThat(expectations.path(1).path("met").booleanValue()).isTrue();
    Cli.Ended missed = cli.run(load("--load", "closed:2", "--expect", "indeterminate>0"));
    assertThat(missed.code()).as(missed.err()).isEqualTo(1);
    assertThat(missed.out()).containsPattern("indeterminate>0 +0 NOT MET");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--find max | needs an objective: --slo p99=5ms",
        "--find min --slo p99=5ms | there is only max to find",
        "--slo p99=5ms | say that too",
        "--find max --slo p98=5ms | there is no figure 'p98'",
        "--find max --slo p99=5ms --load closed:3 | write poisson or constant",
        "--expect p99 | is not a condition",
        "--expect p99=5ms | write < <= >= or >",
      })
  void whatCannotBeSoughtOrExpectedIsToldInALine(String options, String why) {
    Cli.Ended ended = Cli.refused(load(options.split(" ")));
    assertThat(ended.code()).isEqualTo(64);
    assertThat(ended.complaints()).singleElement().asString().contains(why);
  }
}
