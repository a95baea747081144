package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.house.Thorough;
import stampede.report.Cell;
import stampede.report.HeatInterval;
import stampede.report.Interval;
import stampede.report.ResultFile;

/** What the clients of agents saw second by second, in all that is left of a run. */
@Timeout(120)
class ClusterSeriesIT extends AgentsAtCommandLine {
  private static final int CLIENTS = 8;

  @Test
  void theSeriesIsOfTheClientsOfAllAgents() throws IOException {
    startAgents("a", "b");
    Path out = folder.resolve("out");
    Cli.Ended ended =
        start(
                2,
                "bench",
                "epoll,handlers=2",
                "--cpus",
                "1",
                "--rounds",
                "1",
                "--load",
                "closed:" + CLIENTS,
                "--warmup",
                "300ms",
                "--duration",
                "2500ms",
                "--out",
                out.toString())
            .end();
    assertThat(ended.code()).as(ended.err()).isIn(0, 2);
    Cell cell = ResultFile.read(out.resolve("run.json")).cells().getFirst();
    List<Interval> intervals = cell.intervals();
    assertThat(intervals).extracting(Interval::atS).containsExactly(0.0, 1.0, 2.0);
    assertThat(intervals).extracting(Interval::lengthS).containsExactly(1.0, 1.0, 0.5);
    assertThat(intervals).allSatisfy(ClusterSeriesIT::isOfThoseClients);
    long inHeat =
        cell.heat().intervals().stream()
            .map(HeatInterval::counts)
            .flatMap(List::stream)
            .mapToLong(Long::longValue)
            .sum();
    // each client has at most one under way when the window ends
    assertThat(cell.requests().invoked() - inHeat).isBetween(0L, (long) CLIENTS);
    double answered =
        intervals.stream().mapToDouble(each -> each.throughputPerS() * each.lengthS()).sum();
    assertThat(answered).isCloseTo((double) cell.requests().ok(), within((double) CLIENTS));
    assertThat(Files.readAllLines(out.resolve(cell.id() + "-intervals.csv"))).hasSize(1 + 3);
    assertThat(Files.readString(out.resolve("report.html"))).contains("Over time");
  }

  private static void isOfThoseClients(Interval interval) {
    assertThat(interval.throughputPerS()).isPositive();
    assertThat(interval.errors()).isZero();
    assertThat(interval.inFlight()).isPositive().isLessThan(CLIENTS + 0.001);
    assertThat(interval.queueDepth()).isNotNegative();
    assertThat(interval.p50Us()).isPositive().isLessThanOrEqualTo(interval.p99Us());
    assertThat(interval.p99Us()).isLessThanOrEqualTo(interval.maxUs());
  }

  @Thorough
  @Test
  void longerIntervalsAreOfWholeSeconds() {
    startAgents("a");
    Path out = folder.resolve("out");
    String target = serve("epoll,handlers=2");
    Cli.Ended ended =
        start(
                1,
                "load",
                target,
                "--load",
                "constant:200/s",
                "--warmup",
                "0s",
                "--duration",
                "3s",
                "--interval",
                "1500ms",
                "--out",
                out.toString())
            .end();
    assertThat(ended.code()).as(ended.err()).isIn(0, 2);
    Cell cell = ResultFile.read(out.resolve("run.json")).cells().getFirst();
    assertThat(cell.intervals()).extracting(Interval::lengthS).containsExactly(2.0, 1.0);
    assertThat(cell.intervals()).extracting(Interval::errors).containsOnly(0L);
  }

  @Test
  void faultsNeedTheLoadGeneratorOfThisMachine() {
    Cli.Ended bench =
        Cli.refused(
            "bench", "epoll,as=processes", "--cpus", "1", "--fault", "kill@300ms", "--agents", "2");
    assertThat(bench.code()).isEqualTo(64);
    assertThat(bench.err())
        .contains("--fault needs the load generator of this machine, not --agents");
    Cli.Ended load =
        Cli.refused("load", "raw://127.0.0.1:9", "--fault", "kill@300ms", "--agents", "2");
    assertThat(load.code()).as("nobody knows whose handlers they are").isEqualTo(64);
  }
}
