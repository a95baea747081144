package stampede.report.text;

import java.io.IOException;
import stampede.report.Renderer;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;

/** A whole conformance run for a terminal: every check of every server, then the summary. */
public final class ConformanceText implements Renderer<ConformanceDocument> {
  @Override
  public void render(ConformanceDocument document, Appendable out) throws IOException {
    for (SuiteRecord suite : document.everySuite()) {
      out.append(TextTable.ascii(suite.title())).append('\n');
      for (CheckRecord check : suite.checks()) {
        for (String line : CheckText.lines(check)) {
          out.append(line).append('\n');
        }
      }
      out.append('\n');
    }
    new ConformanceSummary().render(document, out);
  }
}
