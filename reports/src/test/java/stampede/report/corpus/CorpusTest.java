package stampede.report.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.report.ResultDocument;
import stampede.report.ResultFile;
import stampede.report.ResultKind;
import stampede.report.hostile.Outputs;
import stampede.report.hostile.Soundness;
import stampede.report.html.OwnScript;
import stampede.report.schema.Schemas;

/** Whatever was written once is still read, and rendered in every format. */
@Timeout(60)
class CorpusTest {
  static Stream<Path> stored() {
    return Corpus.files().stream();
  }

  @ParameterizedTest
  @MethodSource("stored")
  void aStoredResultIsRenderedInEveryFormat(Path file) {
    ResultKind<?> kind = Corpus.kind(file);
    ResultDocument document = ResultFile.read(file, kind);
    Map<String, String> outputs = Outputs.of(kind, document);
    Soundness.check(outputs);
    outputs.forEach(
        (name, text) ->
            assertThat(name.endsWith(".html") ? OwnScript.cut(text) : text)
                .as(name)
                .isNotBlank()
                .doesNotContain(">null<", " null ", "NaN", "Infinity"));
  }

  @ParameterizedTest
  @MethodSource("stored")
  void aStoredResultKeepsTheSchema(Path file) throws IOException {
    assertThat(Schemas.complaints(Corpus.kind(file), Files.readString(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("stored")
  void aStoredResultReadsBackTheSameOnceItIsWrittenAnew(Path file) throws IOException {
    ResultKind<?> kind = Corpus.kind(file);
    ResultDocument document = ResultFile.read(file, kind);
    Path again = Files.createTempFile("again", ".json");
    try {
      ResultFile.write(again, document);
      assertThat(ResultFile.read(again, kind)).isEqualTo(document);
    } finally {
      Files.delete(again);
    }
  }

  @Test
  void everyKindIsStored() {
    List<ResultKind<?>> kinds = stored().<ResultKind<?>>map(Corpus::kind).distinct().toList();
    assertThat(kinds).containsExactlyInAnyOrderElementsOf(Schemas.KINDS);
  }
}
