package stampede.report.junit;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import stampede.report.reading.Printable;

/**
 * One JUnit XML file being written, element by element. Characters that XML has not are replaced,
 * and what is too long for a viewer is cut, which three dots say.
 *
 * @param xml where it goes
 */
record JunitXml(XMLStreamWriter xml) {
  private static final int MOST_IN_ATTRIBUTE = 1_000;

  /** Readers of XML refuse files with more than so and so many escaped characters. */
  private static final int MOST_IN_TEXT = 20_000;

  /** An instant as far as whole seconds, which is all that a timestamp may have. */
  private static final Pattern BEGUN = Pattern.compile("\\d{4}(-\\d\\d){2}T\\d\\d(:\\d\\d){2}");

  /** What stands in the file. */
  @FunctionalInterface
  interface Content {
    void write(JunitXml xml) throws XMLStreamException;
  }

  /** The whole file, ending in a line feed. */
  static void write(Content content, Appendable out) throws IOException {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      content.write(new JunitXml(xml));
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException failure) {
      throw new IOException("cannot write JUnit XML", failure);
    }
    out.append(text.toString()).append('\n');
  }

  void root(String name, CaseCounts counts, double timeS) throws XMLStreamException {
    start("testsuites");
    attribute("name", name);
    counts(counts, timeS);
  }

  /** Begins a suite, which {@link #end} ends. */
  void suite(Suite suite, CaseCounts counts, double timeS) throws XMLStreamException {
    start("testsuite");
    attribute("name", suite.name());
    counts(counts, timeS);
    Matcher begun = BEGUN.matcher(suite.startedAt());
    if (begun.lookingAt()) {
      attribute("timestamp", begun.group());
    }
    start("properties");
    property("seed", Long.toString(suite.seed()));
    property("command", suite.command());
    end();
  }

  /** What is said of a suite besides its counts. */
  record Suite(String name, String startedAt, long seed, String command) {}

  private void property(String name, String value) throws XMLStreamException {
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
  }

  /** Begins a test case, which {@link #end} ends. */
  void testCase(String name, String group, double timeS) throws XMLStreamException {
    start("testcase");
    attribute("name", name);
    attribute("classname", group);
    attribute("time", seconds(timeS));
  }

  /** A test case from beginning to end. */
  void whole(Case each, String group, double timeS) throws XMLStreamException {
    testCase(each.name(), group, timeS);
    outcome(each.outcome(), each.message(), each.type(), each.detail());
    output(each.detail());
    end();
  }

  /** What became of a test case; nothing when it passed. */
  void outcome(CaseOutcome outcome, String message, String type, String detail)
      throws XMLStreamException {
    if (outcome == CaseOutcome.PASSED) {
      return;
    }
    start(outcome.element());
    attribute("message", message);
    if (outcome != CaseOutcome.SKIPPED) {
      attribute("type", type);
      xml.writeCharacters(cut(detail, MOST_IN_TEXT));
    }
    end();
  }

  void output(String text) throws XMLStreamException {
    start("system-out");
    xml.writeCharacters(cut(text, MOST_IN_TEXT));
    end();
  }

  void end() throws XMLStreamException {
    xml.writeEndElement();
  }

  private void counts(CaseCounts counts, double timeS) throws XMLStreamException {
    attribute("tests", Integer.toString(counts.tests()));
    attribute("failures", Long.toString(counts.failures()));
    attribute("errors", Long.toString(counts.errors()));
    attribute("skipped", Long.toString(counts.skipped()));
    attribute("time", seconds(timeS));
  }

  private static String seconds(double timeS) {
    return String.format(Locale.ROOT, "%.3f", Double.isFinite(timeS) ? timeS : 0.0);
  }

  private void start(String element) throws XMLStreamException {
    xml.writeStartElement(element);
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, cut(value == null ? "" : value, MOST_IN_ATTRIBUTE));
  }

  private static String cut(String text, int most) {
    return Printable.of(text.length() > most ? text.substring(0, most) + "..." : text);
  }
}
