package stampede.report.junit;

import javax.xml.stream.XMLStreamException;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.Complaint;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;

/** One document being written. */
record JunitWriter(ConformanceDocument document, JunitXml xml) {
  private static final String WHOLE = "whole run";

  void write() throws XMLStreamException {
    xml.root(
        "stampede conform",
        document.everySuite().stream().map(this::counts).reduce(wholeCounts(), CaseCounts::plus),
        document.durationS());
    for (SuiteRecord suite : document.everySuite()) {
      suite(suite);
    }
    if (!document.complaints().isEmpty()) {
      whole();
    }
    xml.end();
  }

  private CaseCounts counts(SuiteRecord suite) {
    return CaseCounts.of(suite.checks().stream().map(this::outcome).toList());
  }

  private CaseOutcome outcome(CheckRecord check) {
    return CaseOutcome.of(check, document.strict());
  }

  private void suite(SuiteRecord suite) throws XMLStreamException {
    double timeS = suite.checks().stream().mapToDouble(CheckRecord::durationS).sum();
    xml.suite(named(suite.server().spec()), counts(suite), timeS);
    for (CheckRecord check : suite.checks()) {
      check(suite.server().spec(), check);
    }
    xml.end();
  }

  private JunitXml.Suite named(String name) {
    return new JunitXml.Suite(name, document.startedAt(), document.seed(), document.command());
  }

  private void check(String server, CheckRecord check) throws XMLStreamException {
    String detail = CheckDetail.of(check, document.seed());
    xml.testCase(check.id(), server, check.durationS());
    xml.outcome(outcome(check), CaseOutcome.message(check), check.verdict(), detail);
    xml.output(detail);
    xml.end();
  }

  /** Failures, errors and so on that belong to no check. */
  private void whole() throws XMLStreamException {
    xml.suite(named(WHOLE), wholeCounts(), document.durationS());
    for (Complaint complaint : document.complaints()) {
      xml.testCase(complaint.text(), WHOLE, 0);
      xml.outcome(outcome(complaint), complaint.text(), complaint.verdict(), "");
      xml.end();
    }
    xml.end();
  }

  private CaseCounts wholeCounts() {
    return CaseCounts.of(document.complaints().stream().map(JunitWriter::outcome).toList());
  }

  private static CaseOutcome outcome(Complaint complaint) {
    return complaint.verdict().equals("fail") ? CaseOutcome.FAILED : CaseOutcome.BROKEN;
  }
}
