package stampede.report.schema;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stampede.report.ResultKind;
import stampede.report.RunDocument;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.gate.GateDocument;
import stampede.report.micro.MicroDocument;

/** The schemas in the tree, and what they say of documents. */
public final class Schemas {
  /** Every kind of document. */
  public static final List<ResultKind<?>> KINDS =
      List.of(RunDocument.KIND, ConformanceDocument.KIND, GateDocument.KIND, MicroDocument.KIND);

  private Schemas() {}

  /** Where the schema of a kind is kept. */
  static Path file(ResultKind<?> kind) {
    String name = kind.schema().replaceFirst("^stampede\\.", "").replace("/", "-");
    return RecordSource.root().resolve("docs/schema").resolve(name + ".schema.json");
  }

  /** What is wrong with a document by the schema of its kind; empty when nothing is. */
  public static List<String> complaints(ResultKind<?> kind, String json) {
    try {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(Files.readString(file(kind)), InputFormat.JSON);
      return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
