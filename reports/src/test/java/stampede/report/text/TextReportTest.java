package stampede.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;

@Timeout(30)
class TextReportTest {
  @Test
  void theVerdictIsTheFirstLineAndTheSeedTheLast() throws IOException {
    RunDocument document = SampleDocument.twentyCells(1);
    List<String> lines = lines(document);
    assertThat(lines.getFirst()).startsWith("FAIL: The audit failed in 1 of 20 cells");
    assertThat(lines.getLast()).isEqualTo("seed " + document.seed());
  }

  @Test
  void everyCellIsARowOfAtMostAHundredColumns() throws IOException {
    for (RunDocument document :
        List.of(SampleDocument.sixtyCells(2), SampleDocument.full("wide".repeat(30)))) {
      List<String> lines = lines(document);
      List<String> rows =
          lines.stream().filter(line -> line.matches(".* (pass|FAIL) +\\S+")).toList();
      assertThat(rows)
          .hasSameSizeAs(document.cells())
          .allMatch(row -> row.length() <= TextReport.WIDTH);
    }
  }

  @Test
  void theWidestColumnsTogetherStillFit() {
    int widths = Columns.ALL.stream().mapToInt(TextTable.Column::widest).sum();
    assertThat(widths + Columns.ALL.size() - 1).isLessThanOrEqualTo(TextReport.WIDTH);
  }

  @Test
  void eachLoadHasItsOwnTable() throws IOException {
    assertThat(lines(SampleDocument.sixtyCells(2)))
        .contains(
            "load closed:64, work spin:50us, close by reset",
            "load poisson:2000/s, work spin:50us, close by reset",
            "load constant:200/s, work spin:50us, close by reset");
  }

  @Test
  void invalidCellsAreMarkedAndTheReasonStandsBelow() throws IOException {
    RunDocument document = SampleDocument.twentyCells(1);
    List<String> lines = lines(document);
    long invalid = document.cells().stream().filter(cell -> !cell.valid()).count();
    assertThat(lines.stream().filter(line -> line.endsWith("INVALID"))).hasSize((int) invalid);
    assertThat(lines).contains("NOT VALID: steal time 7.2 % is above 2 %");
  }

  @Test
  void aLowerBoundIsMarkedAsOne() throws IOException {
    RunDocument document = SampleDocument.twentyCells(1);
    Cell bound =
        document.cells().stream()
            .filter(cell -> cell.valid() && cell.limitedBy().equals("generator"))
            .findFirst()
            .orElseThrow();
    assertThat(String.join("\n", lines(document)))
        .contains(">=" + Math.round(bound.throughputPerS()))
        .contains(">= : the load generator was the limit");
  }

  @Test
  void aPopulationThatIsNotFixedHasALine() throws IOException {
    List<String> lines = lines(SampleDocument.steppedCells(1));
    assertThat(lines.stream().filter(line -> line.contains("handlers 2 to 6, mean 3.")))
        .hasSize(20)
        .allMatch(line -> line.endsWith("wait p99 4.00 ms (target 1.00 ms)"));
    assertThat(lines(SampleDocument.twentyCells(1))).noneMatch(line -> line.contains("mean"));
  }

  @Test
  void nothingButPrintableAsciiReachesTheTerminal() throws IOException {
    assertThat(String.join("", lines(SampleDocument.full("\u001b[31m\u0007漢\r\n"))))
        .matches("[\\x20-\\x7e]*");
  }

  @Test
  void whatIsNotKnownIsADash() throws IOException {
    String text = String.join("\n", lines(SampleDocument.unknownServer()));
    assertThat(text).contains("UNSUPPORTED").doesNotContain("null").doesNotContain("NaN");
  }

  private static List<String> lines(RunDocument document) throws IOException {
    StringBuilder out = new StringBuilder();
    new TextReport().render(document, out);
    return out.toString().lines().toList();
  }
}
