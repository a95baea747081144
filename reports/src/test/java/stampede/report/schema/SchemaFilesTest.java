package stampede.report.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
import stampede.report.RunDocument;
import stampede.report.SampleDocument;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SampleConformance;
import stampede.report.gate.GateDocument;
import stampede.report.gate.SampleGate;
import stampede.report.micro.MicroDocument;
import stampede.report.micro.SampleMicro;

/**
 * The schemas in docs/schema are those of the records, and what we write keeps them. With {@code
 * -Dstampede.schema=write} they are written anew instead.
 */
@Timeout(60)
class SchemaFilesTest {
  private static final String WRITE =
      "mvn -B package -pl reports -Dstampede.schema=write -Dtest=SchemaFilesTest";

  static Stream<ResultKind<?>> kinds() {
    return Schemas.KINDS.stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSchemaInTheTreeIsThatOfTheRecords(ResultKind<?> kind) throws IOException {
    String schema = RecordSchema.of(kind);
    if (System.getProperty("stampede.schema", "").equals("write")) {
      Files.writeString(Schemas.file(kind), schema);
    }
    assertThat(Schemas.file(kind)).as("not current; to write it anew: " + WRITE).hasContent(schema);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyFieldIsDescribed(ResultKind<?> kind) {
    assertThat(RecordSchema.of(kind).split("\"properties\"", -1)).hasSizeGreaterThan(3);
    for (Class<?> type : List.of(kind.type())) {
      RecordSource source = RecordSource.of(type);
      assertThat(Stream.of(type.getRecordComponents()))
          .allMatch(component -> source.components().containsKey(component.getName()));
    }
  }

  @Test
  void samplesKeepTheSchemas() {
    keeps(
        RunDocument.KIND,
        List.of(
            SampleDocument.twentyCells(1),
            SampleDocument.steppedCells(2),
            SampleDocument.unknownServer(),
            SampleDocument.empty()));
    keeps(
        ConformanceDocument.KIND,
        List.of(
            SampleConformance.one(),
            SampleConformance.several(),
            SampleConformance.byAgents(),
            SampleConformance.nothing()));
    keeps(
        GateDocument.KIND,
        List.of(
            SampleGate.passed(),
            SampleGate.failed(),
            SampleGate.nothing(),
            SampleGate.calibrated()));
    keeps(MicroDocument.KIND, List.of(SampleMicro.whole(), SampleMicro.nothing()));
  }

  private static void keeps(ResultKind<?> kind, List<? extends ResultDocument> documents) {
    for (ResultDocument document : documents) {
      assertThat(Schemas.complaints(kind, ResultFile.toJson(document))).isEmpty();
    }
  }

  @Test
  void aMisspeltFieldAWrongKindAndAnUnknownWordAreSeen() {
    String json = ResultFile.toJson(SampleDocument.twentyCells(1));
    Map<String, String> mistakes =
        Map.of(
            "\"throughputPerS\"", "\"throughputPerSecond\"",
            "\"limitedBy\" : \"server\"", "\"limitedBy\" : \"weather\"",
            "\"cpus\" : 1", "\"cpus\" : \"one\"",
            "\"stampede.run/1\"", "\"stampede.run/2\"",
            "\"invoked\"", "\"involked\"");
    mistakes.forEach(
        (right, wrong) ->
            assertThat(Schemas.complaints(RunDocument.KIND, json.replaceFirst(right, wrong)))
                .as(wrong)
                .isNotEmpty());
  }
}
