package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.house.Thorough;
import stampede.report.Cell;
import stampede.report.ResultFile;
import stampede.report.RunDocument;
import stampede.report.Search;
import stampede.report.SearchStep;

/** The highest rate of a server when agents flood it. */
@Timeout(360)
class ClusterFindIT extends AgentsAtCommandLine {
  @Thorough
  @Test
  void theFloodsOfASearchAreThoseOfAllAgents() {
    startAgents("a", "b");
    Path out = folder.resolve("out");
    // one handler that sleeps 2 ms for each request can do less than 500 a second
    Cli.Command find =
        start(
            2,
            "load",
            serve("blocking,handlers=1"),
            "--load-threads",
            "3",
            "--find",
            "max",
            "--slo",
            "p50=100ms",
            "--load",
            "constant:400/s",
            "--work",
            "sleep:2ms",
            "--warmup",
            "0s",
            "--duration",
            "500ms",
            "--timeout",
            "5s",
            "--out",
            out.toString());
    await().atMost(Duration.ofMinutes(5)).until(() -> !find.process().isAlive());
    Cli.Ended ended = find.end();
    RunDocument document = ResultFile.read(out.resolve("run.json"));
    Search search = document.search();
    assertThat(ended.code()).as(ended.err()).isEqualTo(search.confirmed() ? 0 : 2);
    assertThat(search.steps()).as(ended.err()).isNotEmpty();
    // a machine that is busy with something else confirms nothing, and that is said
    if (search.confirmed()) {
      assertThat(search.steps()).anyMatch(SearchStep::met);
      assertThat(search.foundPerS()).isPositive();
    }
    assertThat(document.cells()).extracting(Cell::loadThreads).containsOnly(6);
    assertThat(document.members()).hasSize(2);
  }
}
