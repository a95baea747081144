package stampede.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Cell;
import stampede.report.Expectation;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;

@Timeout(30)
class RunJunitTest {
  @Test
  void everyCellIsASuiteThatKeepsTheSchema() throws Exception {
    for (RunDocument document :
        List.of(
            SampleDocument.twentyCells(1),
            SampleDocument.empty(),
            SampleDocument.unknownServer(),
            SampleDocument.full("<a]]>&\u0000\""))) {
      String xml = text(document);
      SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(RunJunitTest.class.getResource("report.xsd"))
          .newValidator()
          .validate(new StreamSource(new StringReader(xml)));
    }
    assertThat(text(SampleDocument.twentyCells(1)).split("<testsuite ", -1)).hasSize(21);
  }

  @Test
  void auditsFailAndWhatCannotBeBelievedIsAnError() throws IOException {
    String xml = text(SampleDocument.twentyCells(1));
    assertThat(xml).contains("<failure message=\"1 request was serviced twice and 1 never\"");
    assertThat(xml).contains("<error message=\"not valid: steal time 7.2 % is above 2 %\"");
    assertThat(xml).contains("failures=\"1\"");
  }

  @Test
  void expectationsAreCasesOfTheirCell() throws IOException {
    RunDocument sample = SampleDocument.twentyCells(5);
    Cell cell = sample.cells().getFirst();
    List<Expectation> met =
        List.of(
            new Expectation("p99<5ms", 4_100.0, "us", true, true),
            new Expectation("errors=0", 3.0, "", false, true),
            new Expectation("throughput>9/s", 3.0, "per s", false, false));
    String xml = text(sample.with(List.of(cell.expecting(met))));
    assertThat(xml).contains("<testcase name=\"expected p99&lt;5ms\"");
    assertThat(xml).contains("<failure message=\"errors=0: it is 3, NOT MET\"");
    assertThat(xml).contains("<error message=\"throughput&gt;9/s: it is 3.00/s, NOT MET, by");
  }

  private static String text(RunDocument document) throws IOException {
    StringBuilder out = new StringBuilder();
    new RunJunit().render(document, out);
    return out.toString();
  }
}
