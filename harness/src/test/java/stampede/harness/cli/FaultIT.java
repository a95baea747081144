package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.house.Drawn;
import stampede.report.Cell;
import stampede.report.Fault;
import stampede.report.ResultFile;

/** Handler processes stopped and killed by {@code bench --fault}: what is lost and what strands. */
@Timeout(90)
class FaultIT extends AtCommandLine {
  private Cli.Ended ended;

  /** A flood that leaves handlers idle, so that what waits does not wait for busy ones. */
  private Cell struck(String strategy, String fault) {
    return struck(strategy, fault, "2500ms");
  }

  private Cell struck(String strategy, String fault, String duration) {
    Path out = folder.resolve("out");
    ended =
        cli.run(
            "bench",
            strategy + ",as=processes,handlers=4",
            "--cpus",
            "1",
            "--load",
            "poisson:200/s",
            "--work",
            "sleep:2ms",
            "--warmup",
            "500ms",
            "--duration",
            duration,
            "--timeout",
            "10s",
            "--rounds",
            "1",
            "--fault",
            fault,
            "--out",
            out.toString());
    cli.assertNothingLeft();
    assertThat(ended.code()).as(ended.err()).isIn(0, 2);
    Cell cell = ResultFile.read(out.resolve("run.json")).cells().getFirst();
    assertThat(cell.audit().verdict()).as(cell.audit().explanation()).isEqualTo("pass");
    assertThat(cell.audit().duplicated()).isZero();
    return cell;
  }

  private static Fault only(Cell cell) {
    assertThat(cell.rounds().getFirst().faults()).hasSize(1);
    assertThat(cell.faults()).hasSize(1);
    Fault fault = cell.rounds().getFirst().faults().getFirst();
    assertThat(fault.handlers()).hasSize(1);
    assertThat(fault.pids()).hasSize(1);
    return fault;
  }

  @Test
  void aStoppedHandlerOfASharedQueueStrandsNothing() {
    Cell cell = struck("blocking", "stop@300ms+1s");
    Fault fault = only(cell);
    assertThat(fault.kind()).isEqualTo("stop");
    assertThat(fault.stranded()).isZero();
    assertThat(fault.lost()).isZero();
    assertThat(fault.lengthMs()).isGreaterThanOrEqualTo(1000);
    assertThat(cell.requests().indeterminate()).isZero();
  }

  @Test
  void aStoppedHandlerOfASplitAddressStrandsItsShareUntilItGoesOn() {
    Cell cell = struck("reuseport", "stop@300ms+1s");
    Fault fault = only(cell);
    assertThat(fault.stranded()).isPositive();
    assertThat(fault.longestStrandedUs()).isGreaterThan(100_000);
    assertThat(cell.requests().indeterminate()).as("all were serviced at last").isZero();
    assertThat(ended.out()).contains("Faults", "stop@300ms+1s", "Stranded:");
    assertThat(folder.resolve("out/report.html")).content().contains("id=\"faults\"");
  }

  static List<String> sharedAndSplit() {
    return Drawn.from(List.of("blocking", "reuseport"), 1);
  }

  @ParameterizedTest
  @MethodSource("sharedAndSplit")
  void aKilledHandlerLosesAtMostWhatItHadInService(String strategy) {
    // long enough that the handler is replaced within it on a machine that is busy
    Cell cell = struck(strategy, "kill@300ms", "6s");
    Fault fault = only(cell);
    assertThat(fault.kind()).isEqualTo("kill");
    assertThat(fault.lost()).isBetween(0L, 1L);
    assertThat(fault.replacedAfterMs()).isPositive();
    assertThat(cell.handlers().replaced()).isEqualTo(1);
    assertThat(cell.invalidReasons()).noneMatch(reason -> reason.contains("not answered"));
    if (strategy.equals("blocking")) {
      assertThat(fault.stranded()).isZero();
    }
  }

  @Test
  void threadsCannotBeStruckAlone() {
    Cli.Ended refused = Cli.refused("bench", "blocking", "--fault", "kill@100ms");
    assertThat(refused.code()).isEqualTo(64);
    assertThat(refused.complaints()).singleElement().asString().contains("as=processes");
  }

  @Test
  void aFaultThatOutlastsTheWindowIsRefused() {
    Cli.Ended refused =
        Cli.refused("bench", "blocking,as=processes", "--fault", "stop@500ms+600ms");
    assertThat(refused.code()).isEqualTo(64);
    assertThat(refused.complaints()).singleElement().asString().contains("--duration");
  }
}
