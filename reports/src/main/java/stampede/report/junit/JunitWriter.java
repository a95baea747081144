package stampede.report.junit;

import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.Complaint;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;
import stampede.report.reading.Printable;

/** One document being written. */
record JunitWriter(ConformanceDocument document, XMLStreamWriter xml) {
  private static final int SECONDS_OF_INSTANT = "2026-01-01T00:00:00".length();

  void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    start("testsuites");
    attribute("name", "stampede conform");
    counts(
        document.everySuite().stream().map(this::counts).reduce(wholeCounts(), CaseCounts::plus),
        document.durationS());
    for (SuiteRecord suite : document.everySuite()) {
      suite(suite);
    }
    if (!document.complaints().isEmpty()) {
      whole();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private CaseCounts counts(SuiteRecord suite) {
    return CaseCounts.of(suite.checks().stream().map(this::outcome).toList());
  }

  private CaseOutcome outcome(CheckRecord check) {
    return CaseOutcome.of(check, document.strict());
  }

  private void suite(SuiteRecord suite) throws XMLStreamException {
    double timeS = suite.checks().stream().mapToDouble(CheckRecord::durationS).sum();
    suiteStart(suite.server().spec(), counts(suite), timeS);
    for (CheckRecord check : suite.checks()) {
      check(suite.server().spec(), check);
    }
    xml.writeEndElement();
  }

  private void suiteStart(String name, CaseCounts counts, double timeS) throws XMLStreamException {
    start("testsuite");
    attribute("name", name);
    counts(counts, timeS);
    attribute(
        "timestamp",
        document.startedAt().length() > SECONDS_OF_INSTANT
            ? document.startedAt().substring(0, SECONDS_OF_INSTANT)
            : document.startedAt());
    start("properties");
    property("seed", Long.toString(document.seed()));
    property("command", document.command());
    xml.writeEndElement();
  }

  private void property(String name, String value) throws XMLStreamException {
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
  }

  private void check(String server, CheckRecord check) throws XMLStreamException {
    CaseOutcome outcome = outcome(check);
    String detail = CheckDetail.of(check, document.seed());
    caseStart(check.id(), server, check.durationS());
    if (outcome != CaseOutcome.PASSED) {
      start(outcome.element());
      attribute("message", CaseOutcome.message(check));
      if (outcome != CaseOutcome.SKIPPED) {
        attribute("type", check.verdict());
        text(detail);
      }
      xml.writeEndElement();
    }
    start("system-out");
    text(detail);
    xml.writeEndElement();
    xml.writeEndElement();
  }

  /** Failures, errors and so on that belong to no check. */
  private void whole() throws XMLStreamException {
    suiteStart("whole run", wholeCounts(), document.durationS());
    for (Complaint complaint : document.complaints()) {
      caseStart(complaint.text(), "whole run", 0);
      start(outcome(complaint).element());
      attribute("message", complaint.text());
      attribute("type", complaint.verdict());
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private CaseCounts wholeCounts() {
    return CaseCounts.of(document.complaints().stream().map(JunitWriter::outcome).toList());
  }

  private static CaseOutcome outcome(Complaint complaint) {
    return complaint.verdict().equals("fail") ? CaseOutcome.FAILED : CaseOutcome.BROKEN;
  }

  private void caseStart(String name, String group, double timeS) throws XMLStreamException {
    start("testcase");
    attribute("name", name);
    attribute("classname", group);
    attribute("time", seconds(timeS));
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
    xml.writeAttribute(name, Printable.of(value));
  }

  private void text(String value) throws XMLStreamException {
    xml.writeCharacters(Printable.of(value));
  }
}
