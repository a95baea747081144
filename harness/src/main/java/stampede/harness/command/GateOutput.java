package stampede.harness.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import stampede.harness.experiment.RunFolder;
import stampede.report.csv.CsvHistory;
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
 * @param files gets the renditions asked for
 */
record GateOutput(SharedOptions shared, Optional<RunFolder> folder, RenditionFiles files) {
  /** Makes sure that all of it can be written; throws UsageException when something cannot be. */
  static GateOutput open(RenditionOptions options, SharedOptions shared) {
    RenditionFiles files = RenditionFiles.open(options);
    return new GateOutput(shared, shared.out().map(RunFolder::open), files);
  }

  /** Writes files, then tells. */
  void write(GateDocument document) {
    folder.ifPresent(kept -> kept.write(document, GateDocument.KIND, new GateHtml()));
    files.write(document, new GateMarkdown(), new GateJunit());
    try {
      shared.publish(document, new GateText(), folder);
      files.append(file -> CsvHistory.append(file, document));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Nothing came of the gate: takes away what was made for it. */
  void discard() {
    folder.ifPresent(RunFolder::discardIfEmpty);
  }
}
