package stampede.report.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stampede.report.ResultFile;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;
import stampede.report.UnreadableResultException;

@Timeout(30)
class ConformanceFileTest {
  @TempDir private Path folder;

  @Test
  void aDocumentReadsBackAsItWasWritten() throws IOException {
    Path file = folder.resolve("conformance.json");
    for (ConformanceDocument document :
        List.of(
            SampleConformance.one(),
            SampleConformance.several(),
            SampleConformance.byAgents(),
            SampleConformance.nothing(),
            SampleConformance.full("\"quoted\" \u0000 \\ <b> é 漢"))) {
      ResultFile.write(file, document);
      assertThat(ResultFile.schema(file, ConformanceDocument.KIND))
          .contains(ConformanceDocument.KIND.schema());
      assertThat(ResultFile.read(file, ConformanceDocument.KIND)).isEqualTo(document);
    }
  }

  @Test
  void theFieldsOfACheckAreThoseDocumented() {
    String json = ResultFile.toJson(SampleConformance.one());
    assertThat(json)
        .contains("\"schema\" : \"stampede.conformance/1\"")
        .contains("\"suites\" : [ ]")
        .doesNotContain("\"failed\"", "\"failsAsKnown\"", "\"failsNoLonger\"", "\"everySuite\"");
  }

  @Test
  void aDocumentOfAnotherKindIsToldApart() throws IOException {
    Path file = folder.resolve("run.json");
    ResultFile.write(file, SampleDocument.empty());
    assertThat(ResultFile.schema(file, RunDocument.KIND)).contains(RunDocument.KIND.schema());
    assertThatThrownBy(() -> ResultFile.read(file, ConformanceDocument.KIND))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("is a \"stampede.run/1\", not a \"stampede.conformance/1\"");
  }

  @Test
  void aDocumentThatIsNotWholeSaysWhatIsMissing() throws IOException {
    Path file = folder.resolve("conformance.json");
    String json = ResultFile.toJson(SampleConformance.one());
    Files.writeString(
        file, json.replace("\"network\"", "\"x\"").replace("\"seed\" : 42", "\"s\" : 1"));
    assertThatThrownBy(() -> ResultFile.read(file, ConformanceDocument.KIND))
        .hasMessageContaining("seed: this field is missing")
        .hasMessageContaining("make it again with 'stampede conform --out'");
  }

  @Test
  void theSummaryCountsEveryVerdict() {
    assertThat(SampleConformance.one().summary()).isEqualTo(new Summary(2, 2, 1, 1, 1));
    assertThat(SampleConformance.several().summary()).isEqualTo(new Summary(4, 4, 2, 2, 2));
    assertThat(SampleConformance.one().everySuite()).hasSize(1);
    assertThat(SampleConformance.several().everySuite()).hasSize(2);
  }
}
