package stampede.harness.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import stampede.report.Renderer;
import stampede.report.ResultDocument;

/**
 * Files that a command was asked to write beside its run folder.
 *
 * @param markdown gets the summary
 * @param junit gets the JUnit XML
 * @param csv gets more lines
 */
record RenditionFiles(
    Optional<OutputFile> markdown, Optional<OutputFile> junit, Optional<OutputFile> csv) {
  private static final String STEP_SUMMARY = "GITHUB_STEP_SUMMARY";

  /** Appends lines to a file. */
  @FunctionalInterface
  interface History {
    void append(Path file) throws IOException;
  }

  /** Makes sure that all of it can be written; throws UsageException when something cannot be. */
  static RenditionFiles open(RenditionOptions options) {
    return new RenditionFiles(options.markdown(), options.junit(), options.csv());
  }

  /** Writes what was asked for, and the summary that GitHub shows of a step. */
  <D extends ResultDocument> void write(D document, Renderer<D> summary, Renderer<D> cases) {
    markdown.ifPresent(file -> file.write(document, summary));
    junit.ifPresent(file -> file.write(document, cases));
    Optional.ofNullable(System.getenv(STEP_SUMMARY))
        .filter(path -> !path.isBlank())
        .ifPresent(path -> summarise(OutputFile.text(document, summary), Path.of(path)));
  }

  /** Appends to the history, where there is to be one. */
  void append(History history) throws IOException {
    if (csv.isPresent()) {
      history.append(csv.get().path());
    }
  }

  /** A summary that cannot be written is told, and changes no verdict. */
  private static void summarise(String text, Path file) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      System.err.println(STEP_SUMMARY + " " + file + " was not written: " + failure.getMessage());
    }
  }
}
