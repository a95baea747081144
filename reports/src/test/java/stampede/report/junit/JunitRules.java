package stampede.report.junit;

import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;

/** The rules of those who show JUnit XML, as the schema of theirs that lies beside the tests. */
final class JunitRules {
  private JunitRules() {}

  /** Throws, saying what and where, when the text breaks them. */
  static void check(String xml) throws Exception {
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(JunitRules.class.getResource("report.xsd"));
    schema.newValidator().validate(new StreamSource(new StringReader(xml)));
  }
}
