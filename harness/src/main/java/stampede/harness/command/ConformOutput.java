package stampede.harness.command;

import java.util.Optional;
import stampede.harness.experiment.RunFolder;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.html.ConformanceHtml;
import stampede.report.junit.JunitReport;
import stampede.report.text.ConformanceSummary;

/**
 * Where the result of a conformance run goes, beside the terminal.
 *
 * @param shared the options that say whether the document goes to standard output
 * @param folder gets conformance.json, report.html and junit.xml
 * @param junit gets the JUnit XML
 */
record ConformOutput(SharedOptions shared, Optional<RunFolder> folder, Optional<OutputFile> junit) {
  /** Makes sure that all of it can be written; throws UsageException when something cannot be. */
  static ConformOutput open(ConformOptions options, KeptFolderOption out, SharedOptions shared) {
    Optional<OutputFile> junit = options.junit();
    return new ConformOutput(shared, out.open(), junit);
  }

  /** Writes files, then tells. */
  void write(ConformanceDocument document) {
    folder.ifPresent(kept -> write(document, kept));
    junit.ifPresent(file -> file.write(document, new JunitReport()));
    shared.publish(document, new ConformanceSummary(), folder);
  }

  /** Nothing came of the run: takes away what was made for it. */
  void discard() {
    folder.ifPresent(RunFolder::discardIfEmpty);
  }

  private static void write(ConformanceDocument document, RunFolder folder) {
    folder.write(document, ConformanceDocument.KIND, new ConformanceHtml());
    new OutputFile(folder.path().resolve("junit.xml")).write(document, new JunitReport());
  }
}
