package stampede.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ResultFileTest {
  @TempDir Path folder;

  @Test
  void aDocumentReadsBackAsItWasWritten() throws IOException {
    for (RunDocument document :
        List.of(
            SampleDocument.twentyCells(11),
            SampleDocument.steppedCells(11),
            SampleDocument.unknownServer(),
            SampleDocument.empty(),
            SampleDocument.full("\"quoted\" \u0000 \\ <b> é 漢"))) {
      Path file = folder.resolve("run.json");
      ResultFile.write(file, document);
      assertThat(ResultFile.read(file)).isEqualTo(document);
    }
  }

  @Test
  void nothingButTheFileIsLeftInTheFolder() throws IOException {
    Path file = folder.resolve("run.json");
    ResultFile.write(file, SampleDocument.empty());
    ResultFile.write(file, SampleDocument.unknownServer());
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileThatCannotBeWrittenLeavesTheOldOneAndNoOther() throws IOException {
    Path missing = folder.resolve("missing").resolve("run.json");
    assertThatThrownBy(() -> ResultFile.write(missing, SampleDocument.empty()))
        .isInstanceOf(NoSuchFileException.class);
    Path occupied = Files.createDirectories(folder.resolve("run.json").resolve("inside"));
    assertThatThrownBy(() -> ResultFile.write(occupied.getParent(), SampleDocument.empty()))
        .isInstanceOf(IOException.class);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(occupied.getParent());
    }
  }

  @Test
  void fieldsKeepTheirOrderAndAbsentFiguresAreNull() {
    String json = ResultFile.toJson(SampleDocument.unknownServer());
    assertThat(json.indexOf("\"schema\"")).isLessThan(json.indexOf("\"stampedeVersion\""));
    assertThat(json.indexOf("\"environment\"")).isLessThan(json.indexOf("\"cells\""));
    assertThat(json)
        .contains("\"throughputPerS\" : null")
        .contains("\"audit\" : null")
        .endsWith("}\n");
  }

  @Test
  void aNumberThatIsNotFiniteIsWrittenAsNull() throws IOException {
    RunDocument sample = SampleDocument.empty();
    RunDocument document =
        new RunDocument(
            sample.schema(),
            "v",
            "c",
            1,
            "now",
            Double.NaN,
            false,
            sample.environment(),
            List.of(),
            null,
            null,
            null,
            null,
            List.of());
    assertThat(ResultFile.toJson(document)).contains("\"durationS\" : null");
    Path file = folder.resolve("run.json");
    ResultFile.write(file, document);
    assertThat(ResultFile.read(file).durationS()).isNaN();
    assertThat(
            new Quantiles(
                Double.NaN, 1.0, null, null, Double.POSITIVE_INFINITY, 1.0, null, 0, null))
        .isEqualTo(new Quantiles(null, 1.0, null, null, null, 1.0, null, 0, List.of()));
  }

  @Test
  void fieldsItDoesNotKnowAreIgnored() throws IOException {
    String json =
        ResultFile.toJson(SampleDocument.unknownServer())
            .replace("\"cells\"", "\"weather\" : { \"rain\" : [ 1 ] }, \"cells\"");
    assertThat(ResultFile.read(written(json))).isEqualTo(SampleDocument.unknownServer());
  }

  @Test
  void aFieldThatMustBeThereIsMissedByItsPath() throws IOException {
    String json = ResultFile.toJson(SampleDocument.unknownServer());
    complains(json.replace("\"load\" :", "\"lead\" :"), "cells[0]", "\"load\"");
    complains(json.replace("\"environment\" :", "\"surroundings\" :"), "\"environment\"");
    complains(
        json.replace("\"invoked\" : 10", "\"asked\" : 10"),
        "cells[0].rounds[0].requests.invoked: this field is missing");
    complains(json.replace("\"readyMs\" :", "\"steadyMs\" :"), "cells[0].rounds[0].readyMs");
    complains(
        json.replace("\"cpus\" : 1", "\"cpus\" : \"many\""),
        "cells[0].cpus: a value of the wrong kind");
    complains(json.replace("\"cpus\" : 1", "\"cpus\" : null"), "cells[0].cpus", "not be null");
  }

  @Test
  void whatIsNoSuchDocumentIsNamedForWhatItIs() throws IOException {
    complains("", "is empty");
    complains("[]", "is not a JSON object");
    complains("{ \"schema\": \"stampede.run/1\",", "is not JSON", "line 1");
    complains("{}", "has no field \"schema\"");
    complains("{\"schema\": \"stampede.gate/1\"}", "\"stampede.gate/1\"", "stampede.run/1");
    complains(ResultFile.toJson(SampleDocument.empty()) + "more", "is not JSON");
  }

  @Test
  void aFileThatIsNotThereOrNoFileIsSaidInOneLine() {
    Path missing = folder.resolve("missing.json");
    assertThatThrownBy(() -> ResultFile.read(missing))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("missing.json does not exist");
    assertThatThrownBy(() -> ResultFile.read(folder))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("is a folder");
  }

  private void complains(String json, String... words) throws IOException {
    Path file = written(json);
    assertThatThrownBy(() -> ResultFile.read(file))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContainingAll(words)
        .hasMessageContaining(file.toString())
        .hasMessageMatching("[^\\n]+; [^\\n]+");
  }

  private Path written(String json) throws IOException {
    return Files.writeString(folder.resolve("run.json"), json);
  }
}
