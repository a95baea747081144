package stampede.harness.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import stampede.harness.experiment.RunFolder;
import stampede.report.csv.GateHistory;
import stampede.report.gate.GateDocument;
import stampede.report.html.GateHtml;
import stampede.report.junit.GateJunit;
import stampede.report.markdown.GateMarkdown;
import stampede.report.text.GateText;

/**
 * Where the result of a gate goes.
 *
 * @param shared the options that say whether the document goes to standard output
 * @param folder gets gate.json and report.html
 * @param markdown gets the summary
 * @param junit gets the JUnit XML
 * @param csv gets more lines
 */
record GateOutput(
    SharedOptions shared,
    Optional<RunFolder> folder,
    Optional<OutputFile> markdown,
    Optional<OutputFile> junit,
    Optional<OutputFile> csv) {
  private static final String STEP_SUMMARY = "GITHUB_STEP_SUMMARY";

  /** Makes sure that all of it can be written; throws UsageException when something cannot be. */
  static GateOutput open(GateOutputOptions options, KeptFolderOption out, SharedOptions shared) {
    Optional<OutputFile> markdown = options.markdown();
    Optional<OutputFile> junit = options.junit();
    Optional<OutputFile> csv = options.csv();
    return new GateOutput(shared, out.open(), markdown, junit, csv);
  }

  /** Writes files, then tells. */
  void write(GateDocument document) {
    folder.ifPresent(kept -> kept.write(document, GateDocument.KIND, new GateHtml()));
    markdown.ifPresent(file -> file.write(document, new GateMarkdown()));
    junit.ifPresent(file -> file.write(document, new GateJunit()));
    Optional.ofNullable(System.getenv(STEP_SUMMARY))
        .filter(path -> !path.isBlank())
        .ifPresent(path -> summarise(document, Path.of(path)));
    shared.publish(document, new GateText(), folder);
    csv.ifPresent(file -> append(document, file.path()));
  }

  private static void append(GateDocument document, Path history) {
    try {
      GateHistory.append(history, document);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A summary that cannot be written is told, and changes no verdict. */
  private static void summarise(GateDocument document, Path file) {
    String text = OutputFile.text(document, new GateMarkdown());
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      System.err.println(STEP_SUMMARY + " " + file + " was not written: " + failure.getMessage());
    }
  }

  /** Nothing came of the gate: takes away what was made for it. */
  void discard() {
    folder.ifPresent(RunFolder::discardIfEmpty);
  }
}
