package stampede.harness.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import stampede.report.ResultDocument;
import stampede.report.ResultFile;
import stampede.report.ResultKind;
import stampede.report.RunDocument;
import stampede.report.comparison.Comparison;
import stampede.report.comparison.ConformanceComparison;
import stampede.report.comparison.NamedResult;
import stampede.report.comparison.RunComparison;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.csv.ComparisonCsv;
import stampede.report.html.ComparisonHtml;
import stampede.report.markdown.ComparisonMarkdown;
import stampede.report.text.ComparisonText;
import stampede.server.UsageException;

/** Stored results of one kind beside each other. */
final class Comparisons {
  private Comparisons() {}

  /**
   * The comparison of several files, rendered.
   *
   * @throws UsageException when results of their kinds do not compare, or not in this format
   */
  static String render(List<Path> files, Renditions.Format format) {
    if (files.size() > NamedResult.MOST) {
      throw new UsageException(
          "%d results do not fit side by side; name %d at most"
              .formatted(files.size(), NamedResult.MOST));
    }
    Comparison comparison = of(files);
    StringBuilder text = new StringBuilder();
    try {
      switch (format) {
        case HTML -> ComparisonHtml.render(comparison, text);
        case TEXT -> ComparisonText.render(comparison, text);
        case MARKDOWN -> ComparisonMarkdown.render(comparison, text);
        case CSV -> ComparisonCsv.render(comparison, text);
        default ->
            throw new UsageException(
                "there is no %s of several results; choose html, text, markdown, csv"
                    .formatted(format.word()));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return text.toString();
  }

  private static Comparison of(List<Path> files) {
    List<String> kinds =
        files.stream().map(file -> Renditions.of(file).kind().schema()).distinct().toList();
    if (kinds.size() > 1) {
      throw new UsageException(
          "results of different kinds do not compare: " + String.join(", ", kinds));
    }
    return switch (kinds.getFirst()) {
      case RunDocument.SCHEMA -> of(files, RunDocument.KIND, RunComparison::of);
      case ConformanceDocument.SCHEMA ->
          of(files, ConformanceDocument.KIND, ConformanceComparison::of);
      default ->
          throw new UsageException(
              "several %s documents are not compared; name one, or several %s or %s"
                  .formatted(kinds.getFirst(), RunDocument.SCHEMA, ConformanceDocument.SCHEMA));
    };
  }

  private static <D extends ResultDocument> Comparison of(
      List<Path> files, ResultKind<D> kind, Function<List<NamedResult<D>>, Comparison> compare) {
    List<D> documents = files.stream().map(file -> ResultFile.read(file, kind)).toList();
    return compare.apply(NamedResult.of(files.stream().map(Path::toString).toList(), documents));
  }
}
