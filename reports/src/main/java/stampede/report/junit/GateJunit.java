package stampede.report.junit;

import java.io.IOException;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import stampede.report.Renderer;
import stampede.report.gate.GateDocument;
import stampede.report.reading.GateReading;

/**
 * A gate as JUnit XML: one test suite, a test case for each metric, one for the audit and one for
 * conformance. A fail is a failure, inconclusive an error; what only informs is skipped where it
 * did not pass. Why the gate as a whole cannot decide is a test case of its own. Source: the schema
 * that Jenkins reads reports by.
 */
public final class GateJunit implements Renderer<GateDocument> {
  @Override
  public void render(GateDocument document, Appendable out) throws IOException {
    JunitXml.write(xml -> write(new GateReading(document), xml), out);
  }

  private static void write(GateReading reading, JunitXml xml) throws XMLStreamException {
    GateDocument document = reading.document();
    List<Case> cases = GateCases.of(reading);
    CaseCounts counts = CaseCounts.of(cases.stream().map(Case::outcome).toList());
    String candidate = GateReading.server(document.candidate());
    String name = "stampede gate: %s".formatted(candidate);
    xml.root("stampede gate", counts, document.durationS());
    xml.suite(
        new JunitXml.Suite(name, document.startedAt(), document.seed(), document.command()),
        counts,
        document.durationS());
    for (Case each : cases) {
      xml.whole(each, candidate, document.durationS() / cases.size());
    }
    xml.end();
    xml.end();
  }
}
