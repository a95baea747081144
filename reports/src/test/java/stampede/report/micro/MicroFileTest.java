package stampede.report.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stampede.report.ResultFile;

@Timeout(30)
class MicroFileTest {
  @TempDir private Path folder;

  @Test
  void aDocumentReadsBackAsItWasWritten() throws IOException {
    Path file = folder.resolve("micro.json");
    for (MicroDocument document :
        List.of(
            SampleMicro.whole(),
            SampleMicro.nothing(),
            SampleMicro.full("\"quoted\" \u0000 \\ <b> é 漢"))) {
      ResultFile.write(file, document);
      assertThat(ResultFile.schema(file, MicroDocument.KIND)).contains(MicroDocument.KIND.schema());
      assertThat(ResultFile.read(file, MicroDocument.KIND)).isEqualTo(document);
    }
  }

  @Test
  void whatIsNotNamedInTheDocumentationIsNotInTheFile() {
    assertThat(ResultFile.toJson(SampleMicro.whole()))
        .contains("\"schema\" : \"stampede.micro/1\"")
        .contains("\"ratioToJdk\" : 0.76")
        .doesNotContain("\"way\"", "\"groups\"", "\"ofGroup\"", "\"counted\"");
  }

  @Test
  void everyFieldStandsInTheDocumentation() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("stampede.root"), "docs", "micro-schema.md"));
    for (Class<?> record :
        List.of(MicroDocument.class, MicroDesign.class, MicroBenchmark.class, MicroCounter.class)) {
      for (RecordComponent field : record.getRecordComponents()) {
        assertThat(page).containsPattern("`" + field.getName() + "(\\[])*`");
      }
    }
  }

  @Test
  void aDocumentThatIsNotWholeSaysWhatIsMissing() throws IOException {
    Path file = folder.resolve("micro.json");
    String json = ResultFile.toJson(SampleMicro.whole());
    Files.writeString(file, json.replace("\"group\" : \"Wakeup\"", "\"g\" : \"Wakeup\""));
    assertThatThrownBy(() -> ResultFile.read(file, MicroDocument.KIND))
        .hasMessageContaining("field \"group\" is missing")
        .hasMessageContaining("make it again with 'stampede micro --out'");
  }

  @Test
  void aDocumentThatDoesNotSayWasNotInterrupted() throws IOException {
    Path file = folder.resolve("micro.json");
    String json = ResultFile.toJson(SampleMicro.interrupted());
    assertThat(json).contains("\"interrupted\" : true,");
    Files.writeString(file, json.replace("\"interrupted\" : true,", ""));
    assertThat(ResultFile.read(file, MicroDocument.KIND).isCutShort()).isFalse();
  }

  @Test
  void groupsKeepTheirOrderAndTheirBenchmarks() {
    assertThat(SampleMicro.whole().groups()).containsExactly("EmptyAccept", "Wakeup");
    assertThat(SampleMicro.whole().ofGroup("Wakeup")).hasSize(50);
    assertThat(SampleMicro.whole().benchmarks().getFirst().way()).isEqualTo("jdk");
  }
}
