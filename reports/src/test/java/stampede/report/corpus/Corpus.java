package stampede.report.corpus;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import stampede.report.ResultFile;
import stampede.report.ResultKind;
import stampede.report.RunDocument;
import stampede.report.schema.Schemas;

/**
 * Results of real runs, stored as they were written by the versions of their time; curves and time
 * series are thinned out, and of many cells or servers a few are kept.
 */
public final class Corpus {
  private Corpus() {}

  /** All of them. */
  public static List<Path> files() {
    try (Stream<Path> files =
        Files.list(Path.of(Corpus.class.getResource("run-first-shape.json").toURI()).getParent())) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException | URISyntaxException failure) {
      throw new AssertionError(failure);
    }
  }

  /** The kind a file says it holds. */
  static ResultKind<?> kind(Path file) {
    String schema = ResultFile.schema(file, RunDocument.KIND).orElseThrow();
    return Schemas.KINDS.stream()
        .filter(kind -> kind.schema().equals(schema))
        .findFirst()
        .orElseThrow();
  }

  /** All runs. */
  public static Stream<RunDocument> runs() {
    return files().stream()
        .filter(file -> kind(file).equals(RunDocument.KIND))
        .map(ResultFile::read);
  }
}
