package stampede.harness.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.harness.ExitCode;
import stampede.report.ResultFile;
import stampede.report.hgrm.PercentileFiles;
import stampede.server.UsageException;

/** {@code stampede report}: renders a stored result again, or several beside each other. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Renders a stored result: an HTML file; text with bars for the terminal; Markdown, JUnit XML"
          + " or CSV.",
      "Several runs, or several conformance runs, are compared with the first, with what the rounds"
          + " say of the uncertainty."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede report runs/20260101-120000",
      "  stampede report run.json -o /tmp/report.html",
      "  stampede report run.json --format text",
      "  stampede report run.json --format intervals -o over-time.csv",
      "  stampede report run.json --percentiles curves",
      "  stampede report gate.json --format markdown",
      "  stampede report conformance.json --format junit -o junit.xml",
      "  stampede report runs/old runs/new -o compare.html",
      "  stampede report runs/old runs/new --format markdown"
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description =
          "a run.json, conformance.json, gate.json or micro.json, or a run folder; several are"
              + " compared with the first")
  private List<Path> runs;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "where to (default: report.html beside the result, compare.html here for several; else"
              + " the terminal)")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "html",
      description =
          "html, text, markdown, junit, csv or intervals, a CSV of what clients saw over time"
              + " (default: ${DEFAULT-VALUE})")
  private Renditions.Format format;

  @Option(
      names = "--percentiles",
      paramLabel = "DIR",
      description =
          "write nothing but the percentile curves of a run, as .hgrm files into this folder")
  private Path percentiles;

  @Override
  public Integer call() {
    List<Path> files = runs.stream().map(Renditions::file).toList();
    if (percentiles != null) {
      writeCurves(files);
    } else if (files.size() == 1) {
      Path file = files.getFirst();
      show(Renditions.of(file).render(file, format), file.resolveSibling("report.html"));
    } else {
      show(Comparisons.render(files, format), Path.of("compare.html"));
    }
    return ExitCode.PASSED.code();
  }

  private void show(String text, Path usualPage) {
    if (format == Renditions.Format.HTML) {
      Path page = output == null ? usualPage : output;
      write(text, page, "choose another with -o FILE");
      System.out.println("Report: " + page);
    } else if (output == null) {
      System.out.print(text);
    } else {
      write(text, output, "choose another with -o FILE");
    }
  }

  /** Never over files that are there: those of a run folder are exact, these have fewer points. */
  private void writeCurves(List<Path> files) {
    if (files.size() > 1) {
      throw new UsageException("--percentiles takes one run at a time");
    }
    Map<String, String> curves = PercentileFiles.of(ResultFile.read(files.getFirst()));
    if (curves.isEmpty()) {
      throw new UsageException(files.getFirst() + " holds no percentile curve");
    }
    for (String name : curves.keySet()) {
      if (Files.exists(percentiles.resolve(name))) {
        throw new UsageException(
            percentiles.resolve(name) + " is there already; name another folder");
      }
    }
    try {
      Files.createDirectories(percentiles);
    } catch (IOException failure) {
      throw new UsageException("cannot make the folder " + percentiles, failure);
    }
    curves.forEach((name, text) -> write(text, percentiles.resolve(name), "name another folder"));
    System.out.println("%d percentile files in %s".formatted(curves.size(), percentiles));
  }

  private static void write(String text, Path file, String advice) {
    try {
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UsageException("cannot write " + file + "; " + advice, failure);
    }
  }
}
