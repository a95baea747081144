package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stampede.report.Interval;
import stampede.server.UsageException;

@Timeout(10)
class RunFolderTest {
  @TempDir private Path folder;

  @Test
  void itIsMadeWithItsParentsAndLeftEmpty() throws IOException {
    Path path = folder.resolve("runs/one");
    assertThat(RunFolder.open(path).path()).isEqualTo(path);
    assertThat(path).isEmptyDirectory();
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsRefusedWithAdvice() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (Path path : List.of(file, file.resolve("below"), Path.of("/proc/nowhere"))) {
      assertThatThrownBy(() -> RunFolder.open(path))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("--out");
    }
  }

  @Test
  void onlyAFolderMadeForNothingIsTakenAway() throws IOException {
    Path made = folder.resolve("made");
    RunFolder.open(made).discardIfEmpty();
    assertThat(made).doesNotExist();
    Path there = Files.createDirectory(folder.resolve("there"));
    RunFolder.open(there).discardIfEmpty();
    assertThat(there).exists();
    RunFolder used = RunFolder.open(made);
    Files.writeString(made.resolve("run.json"), "{}");
    used.discardIfEmpty();
    assertThat(made.resolve("run.json")).exists();
  }

  @Test
  void percentilesAreOfAllRoundsInMicroseconds() throws IOException {
    RunFolder run = RunFolder.open(folder.resolve("run"));
    Map<String, String> files =
        run.writePercentiles(
            "000-epoll",
            Map.of(
                "total",
                List.of(Sample.histogram(10, 1_000_000), Sample.histogram(30, 4_000_000))));
    assertThat(files).containsExactlyEntriesOf(Map.of("total", "000-epoll-total.hgrm"));
    List<String> lines = Files.readAllLines(run.path().resolve("000-epoll-total.hgrm"));
    assertThat(lines.getFirst()).contains("Value", "Percentile", "TotalCount");
    assertThat(lines).anyMatch(line -> line.matches(" *400\\d\\.\\d+ .* 40 .*"));
  }

  @Test
  void aTimeSeriesIsWrittenForACellThatHasOne() throws IOException {
    RunFolder run = RunFolder.open(folder.resolve("run"));
    Sample sample = new Sample();
    run.writeSeries("000-epoll", List.of(sample.result()));
    assertThat(run.path()).isEmptyDirectory();
    Interval interval = new Interval(0, 0.1, 1.0, null, null, null, 0L, 0.0, null);
    sample.series = new Series(List.of(interval), Optional.empty());
    run.writeSeries("000-epoll", List.of(sample.result()));
    assertThat(Files.readAllLines(run.path().resolve("000-epoll-intervals.csv"))).hasSize(2);
  }
}
