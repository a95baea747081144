package stampede.harness.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.harness.ExitCode;
import stampede.server.UsageException;

/** {@code stampede report}: renders a stored result again. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Renders a stored result: an HTML file; a table on the terminal; of a gate Markdown, JUnit"
            + " XML or CSV.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede report runs/20260101-120000",
      "  stampede report run.json -o /tmp/report.html",
      "  stampede report run.json --format text",
      "  stampede report gate.json --format markdown",
      "  stampede report conformance.json --format junit -o junit.xml"
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      description = "a run.json, conformance.json, gate.json or micro.json, or a run folder")
  private Path run;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "where to (default: report.html beside the result; else the terminal)")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "html",
      description = "html, text, markdown, junit or csv (default: ${DEFAULT-VALUE})")
  private Renditions.Format format;

  @Override
  public Integer call() {
    Path file = Files.isDirectory(run) ? Renditions.resultIn(run) : run;
    String text = Renditions.of(file).render(file, format);
    if (format == Renditions.Format.HTML) {
      Path page = output == null ? file.resolveSibling("report.html") : output;
      write(text, page);
      System.out.println("Report: " + page);
    } else if (output == null) {
      System.out.print(text);
    } else {
      write(text, output);
    }
    return ExitCode.PASSED.code();
  }

  private static void write(String text, Path file) {
    try {
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UsageException("cannot write " + file + "; choose another with -o FILE", failure);
    }
  }
}
