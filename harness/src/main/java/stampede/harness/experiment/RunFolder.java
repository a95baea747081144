package stampede.harness.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import stampede.report.Renderer;
import stampede.report.ResultDocument;
import stampede.report.ResultFile;
import stampede.report.ResultKind;
import stampede.report.RunDocument;
import stampede.server.UsageException;

/**
 * Where a run leaves its results: {@code run.json}, {@code report.html}, a {@code .hgrm} file for
 * each cell and phase and a time series for each cell, or {@code conformance.json} and its report.
 * Made, and proven writable, before anything is measured.
 */
public final class RunFolder {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final int TICKS_PER_HALF = 5;
  private static final double NS_PER_US = 1e3;

  private final Path path;
  private final boolean made;

  private RunFolder(Path path, boolean made) {
    this.path = path;
    this.made = made;
  }

  /**
   * Makes the folder, or takes an existing one; throws {@link UsageException} when it cannot be
   * written to.
   */
  public static RunFolder open(Path path) {
    boolean made = !Files.exists(path);
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, "probe", ".tmp"));
      return new RunFolder(path, made);
    } catch (IOException failure) {
      throw new UsageException(
          "cannot write to the output folder " + path + "; choose another with --out DIR", failure);
    }
  }

  /** Takes the folder away again when it was made for this run and nothing came of that. */
  public void discardIfEmpty() {
    if (made) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException notEmpty) {
        // then somebody keeps something in it
      }
    }
  }

  /** A folder named for the time, below {@code runs}. */
  public static Path named(LocalDateTime now) {
    return Path.of("runs", NAME.format(now));
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** Where {@link #write} puts the report. */
  public Path report() {
    return path.resolve("report.html");
  }

  /**
   * Writes the percentile files of one cell, in microseconds, as HdrHistogram's plotter reads them.
   */
  Map<String, String> writePercentiles(String cell, Map<String, List<Histogram>> phases) {
    Map<String, String> files = new TreeMap<>();
    phases.forEach(
        (phase, rounds) -> {
          Histogram all = new Histogram(3);
          rounds.forEach(all::add);
          String name = cell + "-" + phase + ".hgrm";
          writePercentiles(path.resolve(name), all);
          files.put(phase, name);
        });
    return files;
  }

  private static void writePercentiles(Path file, Histogram histogram) {
    try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      histogram.outputPercentileDistribution(out, TICKS_PER_HALF, NS_PER_US);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes the time series of all rounds of one cell; none where there is none. */
  void writeSeries(String cell, List<RoundResult> rounds) {
    if (rounds.stream().allMatch(round -> round.series().intervals().isEmpty())) {
      return;
    }
    try (Writer out = Files.newBufferedWriter(path.resolve(cell + "-intervals.csv"))) {
      SeriesTable.write(rounds, out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes the document and its report. */
  public void write(RunDocument document, Renderer<RunDocument> html) {
    write(document, RunDocument.KIND, html);
  }

  /** Writes a document of any kind and its report. */
  public <D extends ResultDocument> void write(D document, ResultKind<D> kind, Renderer<D> html) {
    Path unfinished = path.resolve("report.html.tmp");
    try {
      ResultFile.write(path.resolve(kind.fileName()), document);
      try (Writer out = Files.newBufferedWriter(unfinished)) {
        html.render(document, out);
      }
      Files.move(unfinished, report(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
