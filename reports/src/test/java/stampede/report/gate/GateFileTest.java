package stampede.report.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stampede.report.ResultFile;
import stampede.report.UnreadableResultException;

@Timeout(30)
class GateFileTest {
  @TempDir private Path folder;

  @Test
  void aDocumentReadsBackAsItWasWritten() throws IOException {
    Path file = folder.resolve("gate.json");
    List<GateDocument> documents = new ArrayList<>(SampleGate.all());
    documents.add(SampleGate.full("\"quoted\" \u0000 \\ <b> é 漢"));
    for (GateDocument document : documents) {
      ResultFile.write(file, document);
      assertThat(ResultFile.schema(file, GateDocument.KIND)).contains(GateDocument.KIND.schema());
      assertThat(ResultFile.read(file, GateDocument.KIND)).isEqualTo(document);
    }
  }

  @Test
  void theFieldsAreThoseDocumentedAndAbsentFiguresAreNull() {
    assertThat(ResultFile.toJson(SampleGate.nothing()))
        .contains("\"schema\" : \"stampede.gate/1\"")
        .contains("\"estimatePercent\" : null", "\"budgetS\" : null", "\"discarded\" : null")
        .contains("\"advisory\" : null")
        .doesNotContain("\"calibration\"", "\"counts\"");
  }

  @Test
  void aDocumentThatIsNotWholeSaysWhatIsMissing() throws IOException {
    String json = ResultFile.toJson(SampleGate.passed());
    complains(json.replace("\"explanation\"", "\"words\""), "\"explanation\"");
    complains(
        json.replace("\"tolerancePercent\" : 5.0", "\"t\" : 5"),
        "metrics[0].tolerancePercent: this field is missing");
    complains(json.replace("\"first\"", "\"early\""), "pairs[0]", "\"first\"");
  }

  private void complains(String json, String... words) throws IOException {
    Path file = Files.writeString(folder.resolve("gate.json"), json);
    assertThatThrownBy(() -> ResultFile.read(file, GateDocument.KIND))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContainingAll(words)
        .hasMessageContaining("make it again with 'stampede gate --out'");
  }
}
