package stampede.report.junit;

import java.io.IOException;
import stampede.report.Renderer;
import stampede.report.conformance.ConformanceDocument;

/**
 * A conformance run as JUnit XML: a test suite for each server, a test case for each check, named
 * by its id. A fail is a failure, inconclusive an error, unsupported skipped, differs passed; a
 * known failure is skipped. What is the matter with the run as a whole is a test case of its own.
 * Characters that XML has not are replaced. Source: the schema that Jenkins reads reports by.
 */
public final class JunitReport implements Renderer<ConformanceDocument> {
  @Override
  public void render(ConformanceDocument document, Appendable out) throws IOException {
    JunitXml.write(xml -> new JunitWriter(document, xml).write(), out);
  }
}
