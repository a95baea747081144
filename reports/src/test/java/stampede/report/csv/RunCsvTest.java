package stampede.report.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stampede.report.Renderer;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;
import stampede.report.UnreadableResultException;
import stampede.report.gate.SampleGate;

@Timeout(30)
class RunCsvTest {
  @TempDir private Path folder;

  @Test
  void everyCellIsALineWithEveryFigure() throws IOException {
    RunDocument document = SampleDocument.twentyCells(1);
    List<String> lines = text(new RunCsv(), document).lines().toList();
    assertThat(lines).hasSize(21);
    assertThat(lines.getFirst()).isEqualTo(RunCsv.HEADER);
    assertThat(RunCsv.HEADER.split(",", -1))
        .doesNotHaveDuplicates()
        .contains("throughputPerS", "totalP99Us", "wakeupsPerAccept", "audit", "valid");
    assertThat(lines.get(1)).contains(String.valueOf(document.cells().getFirst().throughputPerS()));
  }

  @Test
  void whatIsNotKnownIsEmpty() throws IOException {
    String line = text(new RunCsv(), SampleDocument.unknownServer()).lines().toList().get(1);
    assertThat(line).doesNotContain("null").doesNotContain("NaN").contains(",,,,,");
  }

  @Test
  void intervalsHaveALineEach() throws IOException {
    RunDocument document = SampleDocument.steppedCells(1);
    long intervals = document.cells().stream().mapToLong(cell -> cell.intervals().size()).sum();
    List<String> lines = text(new IntervalsCsv(), document).lines().toList();
    assertThat(lines).hasSize((int) intervals + 1);
    assertThat(lines.getFirst()).isEqualTo(IntervalsCsv.HEADER);
  }

  @Test
  void runsAppendToAHistoryOfRunsAlone() throws IOException {
    Path file = folder.resolve("history.csv");
    CsvHistory.append(file, SampleDocument.twentyCells(1));
    CsvHistory.append(file, SampleDocument.twentyCells(2));
    assertThat(Files.readAllLines(file)).hasSize(41).containsOnlyOnce(RunCsv.HEADER);
    assertThatThrownBy(() -> CsvHistory.append(file, SampleGate.passed()))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("no history of gates");
  }

  private static String text(Renderer<RunDocument> renderer, RunDocument document)
      throws IOException {
    StringBuilder out = new StringBuilder();
    renderer.render(document, out);
    return out.toString();
  }
}
