package stampede.harness.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stampede.report.Renderer;
import stampede.report.ResultDocument;
import stampede.report.ResultFile;
import stampede.report.ResultKind;
import stampede.report.RunDocument;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.csv.GateCsv;
import stampede.report.csv.IntervalsCsv;
import stampede.report.csv.RunCsv;
import stampede.report.gate.GateDocument;
import stampede.report.html.ConformanceHtml;
import stampede.report.html.GateHtml;
import stampede.report.html.HtmlReport;
import stampede.report.html.MicroHtml;
import stampede.report.junit.GateJunit;
import stampede.report.junit.JunitReport;
import stampede.report.junit.RunJunit;
import stampede.report.markdown.GateMarkdown;
import stampede.report.markdown.RunMarkdown;
import stampede.report.micro.MicroDocument;
import stampede.report.text.ConformanceText;
import stampede.report.text.GateText;
import stampede.report.text.MicroText;
import stampede.report.text.TextReport;
import stampede.server.UsageException;

/**
 * What documents of one kind can be rendered to. A new kind is one line of {@link #ALL}.
 *
 * @param kind how they are kept
 * @param renderers one for each format that makes sense of them
 */
record Renditions<D extends ResultDocument>(
    ResultKind<D> kind, Map<Renditions.Format, Renderer<D>> renderers) {

  /** What a result is rendered to. */
  enum Format {
    /** A file for a browser. */
    HTML,
    /** A table for the terminal. */
    TEXT,
    /** A comment on a pull request. */
    MARKDOWN,
    /** A file for the viewers of CI systems. */
    JUNIT,
    /** A table for other programs. */
    CSV,
    /** A table of what clients saw over time, for other programs. */
    INTERVALS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Renditions<RunDocument> RUN =
      new Renditions<>(
          RunDocument.KIND,
          Map.of(
              Format.HTML, new HtmlReport(),
              Format.TEXT, new TextReport(Terminal.bars()),
              Format.MARKDOWN, new RunMarkdown(),
              Format.JUNIT, new RunJunit(),
              Format.CSV, new RunCsv(),
              Format.INTERVALS, new IntervalsCsv()));

  private static final List<Renditions<?>> ALL =
      List.of(
          new Renditions<>(
              ConformanceDocument.KIND,
              Map.of(
                  Format.HTML, new ConformanceHtml(),
                  Format.TEXT, new ConformanceText(),
                  Format.JUNIT, new JunitReport())),
          new Renditions<>(
              GateDocument.KIND,
              Map.of(
                  Format.HTML, new GateHtml(),
                  Format.TEXT, new GateText(),
                  Format.MARKDOWN, new GateMarkdown(),
                  Format.JUNIT, new GateJunit(),
                  Format.CSV, new GateCsv())),
          new Renditions<>(
              MicroDocument.KIND,
              Map.of(Format.HTML, new MicroHtml(), Format.TEXT, new MicroText())),
          RUN);

  /** The file of a result that was named, or whose folder was, whatever its kind. */
  static Path file(Path named) {
    return Files.isDirectory(named) ? resultIn(named) : named;
  }

  private static Path resultIn(Path folder) {
    return ALL.stream()
        .map(each -> folder.resolve(each.kind.fileName()))
        .filter(Files::exists)
        .findFirst()
        .orElse(folder.resolve(RUN.kind.fileName()));
  }

  /** Those of the kind that a file says it holds; of a run when it says nothing. */
  static Renditions<?> of(Path file) {
    String schema = ResultFile.schema(file, ALL.getFirst().kind).orElse(RUN.kind.schema());
    Optional<Renditions<?>> told =
        ALL.stream().filter(each -> each.kind.schema().equals(schema)).findFirst();
    return told.orElse(RUN);
  }

  /**
   * The document of a file, rendered.
   *
   * @throws UsageException when documents of this kind have no such format
   */
  String render(Path file, Format format) {
    Renderer<D> renderer = renderers.get(format);
    if (renderer == null) {
      String there =
          Stream.of(Format.values())
              .filter(renderers::containsKey)
              .map(Format::word)
              .collect(Collectors.joining(", "));
      throw new UsageException(
          "there is no %s of %s; choose %s".formatted(format.word(), kind.schema(), there));
    }
    return OutputFile.text(ResultFile.read(file, kind), renderer);
  }
}
