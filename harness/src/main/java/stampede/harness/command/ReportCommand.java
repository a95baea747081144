package stampede.harness.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.harness.ExitCode;
import stampede.report.Renderer;
import stampede.report.ResultDocument;
import stampede.report.ResultFile;
import stampede.report.RunDocument;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.html.ConformanceHtml;
import stampede.report.html.HtmlReport;
import stampede.report.html.MicroHtml;
import stampede.report.micro.MicroDocument;
import stampede.report.text.ConformanceText;
import stampede.report.text.MicroText;
import stampede.report.text.TextReport;
import stampede.server.UsageException;

/** {@code stampede report}: renders a stored result again. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Renders a stored result: an HTML file, or a table on the terminal.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede report runs/20260101-120000",
      "  stampede report run.json -o /tmp/report.html",
      "  stampede report run.json --format text"
    })
final class ReportCommand implements Callable<Integer> {
  /** What it renders to. */
  enum Format {
    /** A file for a browser. */
    HTML,
    /** A table for the terminal. */
    TEXT
  }

  @Parameters(
      paramLabel = "RUN",
      description = "a run.json, conformance.json or micro.json, or a run folder")
  private Path run;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "the HTML file (default: report.html beside the result)")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "html|text",
      defaultValue = "html",
      description = "html or text (default: ${DEFAULT-VALUE})")
  private Format format;

  @Override
  public Integer call() throws IOException {
    Path file = Files.isDirectory(run) ? resultIn(run) : run;
    boolean isRun = ResultFile.holds(file, RunDocument.KIND);
    if (!isRun && ResultFile.holds(file, ConformanceDocument.KIND)) {
      ConformanceDocument document = ResultFile.read(file, ConformanceDocument.KIND);
      render(document, file, new ConformanceText(), new ConformanceHtml());
    } else if (!isRun && ResultFile.holds(file, MicroDocument.KIND)) {
      MicroDocument document = ResultFile.read(file, MicroDocument.KIND);
      render(document, file, new MicroText(), new MicroHtml());
    } else {
      render(ResultFile.read(file), file, new TextReport(), new HtmlReport());
    }
    return ExitCode.PASSED.code();
  }

  private static Path resultIn(Path folder) {
    return Stream.of(ConformanceDocument.KIND, MicroDocument.KIND)
        .map(kind -> folder.resolve(kind.fileName()))
        .filter(Files::exists)
        .findFirst()
        .orElse(folder.resolve(RunDocument.KIND.fileName()));
  }

  private <D extends ResultDocument> void render(
      D document, Path file, Renderer<D> words, Renderer<D> page) throws IOException {
    if (format == Format.TEXT) {
      StringBuilder text = new StringBuilder();
      words.render(document, text);
      System.out.print(text);
    } else {
      Path html = output == null ? file.resolveSibling("report.html") : output;
      write(document, page, html);
      System.out.println("Report: " + html);
    }
  }

  private static <D extends ResultDocument> void write(D document, Renderer<D> renderer, Path file)
      throws IOException {
    StringBuilder whole = new StringBuilder();
    renderer.render(document, whole);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.append(whole);
    } catch (IOException failure) {
      throw new UsageException("cannot write " + file + "; choose another with -o FILE", failure);
    }
  }
}
