package stampede.report.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;

@Timeout(10)
class ReadingsTest {
  private static final long SEED = 5;
  private final RunDocument sixty = SampleDocument.sixtyCells(SEED);

  @Test
  void cellsAreGroupedByWhatMakesThemCompare() {
    Map<Conditions, List<Cell>> groups = Conditions.group(sixty.cells());
    assertThat(groups).hasSize(3).allSatisfy((c, cells) -> assertThat(cells).hasSize(20));
  }

  @Test
  void noTwoServersShareALabel() {
    ServerLabels labels = new ServerLabels(sixty);
    Set<?> servers = sixty.cells().stream().map(Cell::server).collect(Collectors.toSet());
    Set<String> names =
        sixty.cells().stream().map(c -> labels.of(c.server())).collect(Collectors.toSet());
    assertThat(names).hasSameSizeAs(servers).contains("epoll-exclusive, 8 processes");
  }

  @Test
  void onlyValidCellsLimitedByTheirServerAreRanked() {
    for (Cell cell : sixty.cells()) {
      boolean may = cell.valid() && cell.limitedBy().equals("server");
      assertThat(Standing.rank(cell, sixty.cells()).isPresent()).isEqualTo(may);
    }
  }

  @Test
  void theFastestOfItsCpuCountIsFirst() {
    List<Cell> ranked =
        sixty.cells().stream()
            .filter(c -> c.cpus() == 2 && Standing.of(c) == Standing.MEASURED)
            .toList();
    Cell first =
        ranked.stream().filter(c -> Standing.rank(c, ranked).orElseThrow() == 1).findFirst().get();
    assertThat(ranked)
        .allSatisfy(
            c -> assertThat(c.throughputPerS()).isLessThanOrEqualTo(first.throughputPerS()));
  }

  @Test
  void oneFailedAuditFailsTheRun() {
    Overall overall = Overall.of(sixty);
    assertThat(overall.outcome()).isEqualTo(Overall.Outcome.FAIL);
    assertThat(overall.sentence())
        .contains("1 of 60 cells")
        .contains("8 of 60 cells are not valid");
  }

  @Test
  void whatCouldNotBeAuditedIsNeverAPass() {
    assertThat(Overall.of(SampleDocument.unknownServer()).outcome())
        .isEqualTo(Overall.Outcome.UNSUPPORTED);
    assertThat(Overall.of(SampleDocument.empty()).outcome())
        .isEqualTo(Overall.Outcome.INCONCLUSIVE);
  }

  @Test
  void cleanCellsPass() {
    RunDocument clean = withCells(sixty, sixty.cells().subList(0, 6));
    assertThat(Overall.of(clean).outcome()).isEqualTo(Overall.Outcome.PASS);
    assertThat(Overall.of(clean).sentence()).contains("each serviced exactly once");
  }

  @Test
  void aRemarkIsMadeOnceForAllItsCells() {
    List<Remarks.Remark> remarks = Remarks.of(sixty.cells());
    assertThat(remarks).extracting(Remarks.Remark::text).doesNotHaveDuplicates();
    assertThat(remarks.getFirst().kind()).isEqualTo(Remarks.Kind.INVALID);
    assertThat(remarks.getFirst().cells()).hasSize(8);
  }

  @Test
  void charactersNoDocumentCanHoldAreReplaced() {
    assertThat(Printable.of("a\u0000b\u001b\ud800c\n漢\ud83d\ude00"))
        .isEqualTo("a\ufffdb\ufffd\ufffdc\n漢\ud83d\ude00");
  }

  private static RunDocument withCells(RunDocument d, List<Cell> cells) {
    return new RunDocument(
        d.schema(),
        d.stampedeVersion(),
        d.command(),
        d.seed(),
        d.startedAt(),
        d.durationS(),
        d.interrupted(),
        d.environment(),
        cells,
        d.preset(),
        d.skipped(),
        d.failure(),
        d.search(),
        List.of());
  }
}
