package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A result document as a command wrote it: it keeps the schema of its kind in docs/schema. */
final class WrittenDocument {
  private static final Pattern SCHEMA =
      Pattern.compile("\\A\\{\\s*\"schema\" : \"stampede\\.(\\w+)/(\\d+)\"");

  private WrittenDocument() {}

  /** Throws an assertion error that names the fields that are wrong; other texts are let pass. */
  static void check(String text) {
    Matcher kind = SCHEMA.matcher(text);
    if (kind.lookingAt()) {
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(schema(kind.group(1) + "-" + kind.group(2)), InputFormat.JSON)
                  .validate(text, InputFormat.JSON))
          .as("what the schema says of the document")
          .isEmpty();
    }
  }

  private static String schema(String name) {
    Path root = Path.of(System.getProperty("stampede.root"));
    try {
      return Files.readString(root.resolve("docs/schema").resolve(name + ".schema.json"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
