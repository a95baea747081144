package stampede.report.junit;

import java.io.IOException;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
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
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new JunitWriter(document, xml).write();
      xml.close();
    } catch (XMLStreamException failure) {
      throw new IOException("cannot write JUnit XML", failure);
    }
    out.append(text.toString()).append('\n');
  }
}
