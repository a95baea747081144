package stampede.report.hgrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;

@Timeout(30)
class PercentileFilesTest {
  @Test
  void everyCurveIsAFileThatThePlotterReads() {
    RunDocument document = SampleDocument.twentyCells(1);
    Map<String, String> files = PercentileFiles.of(document);
    assertThat(files).hasSize(20 * 5);
    List<String> lines = files.values().iterator().next().lines().toList();
    assertThat(lines.getFirst()).matches(" +Value +Percentile +TotalCount +1/\\(1-Percentile\\)");
    assertThat(lines.get(1)).isEmpty();
    assertThat(lines.subList(2, lines.size() - 3))
        .hasSize(90)
        .allMatch(line -> line.matches(" +[0-9.]+ [01]\\.\\d{12} +\\d+ +[0-9.]+"));
    assertThat(lines.get(lines.size() - 3)).matches(" +[0-9.]+ 1\\.000000000000 +\\d+");
    assertThat(lines.getLast()).startsWith("#[Max ");
  }

  @Test
  void namesAreSafeInAnyFolderAndEachOnce() {
    RunDocument hostile = SampleDocument.full("../../etc/x\u0000 a");
    RunDocument twice =
        hostile.with(List.of(hostile.cells().getFirst(), hostile.cells().getFirst()));
    assertThat(PercentileFiles.of(twice).keySet())
        .hasSize(10)
        .allMatch(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.hgrm"));
  }

  @Test
  void whereNoCurveWasKeptThereIsNoFile() {
    assertThat(PercentileFiles.of(SampleDocument.unknownServer())).isEmpty();
  }
}
