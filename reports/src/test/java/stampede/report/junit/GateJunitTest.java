package stampede.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;
import stampede.report.chart.Xml;
import stampede.report.gate.GateDocument;
import stampede.report.gate.SampleGate;

@Timeout(30)
class GateJunitTest {
  @Test
  void itKeepsTheRulesOfItsViewers() throws Exception {
    List<GateDocument> documents = new ArrayList<>(SampleGate.all());
    documents.add(SampleGate.full("<a>&\u0001]]>"));
    for (GateDocument document : documents) {
      JunitRules.check(xml(document));
    }
  }

  @Test
  void everyMetricTheAuditAndConformanceAreTestCases() throws Exception {
    assertThat(outcomes(SampleGate.failed()))
        .isEqualTo(
            Map.of(
                "throughput",
                "failure",
                "median latency (p50)",
                "error",
                "99th percentile latency (p99)",
                "skipped",
                "audit",
                "passed",
                "conformance",
                "passed"));
    assertThat(outcomes(SampleGate.violated()))
        .containsEntry("throughput", "passed")
        .containsEntry("audit", "failure")
        .containsEntry("conformance", "failure")
        .containsEntry("died", "failure");
    assertThat(outcomes(SampleGate.calibrated()))
        .containsEntry("throughput", "passed")
        .containsEntry("whole gate", "error");
    assertThat(outcomes(SampleGate.passed()).values()).containsOnly("passed");
  }

  @Test
  void countsAreThoseOfTheCases() throws Exception {
    for (GateDocument document : SampleGate.all()) {
      Element suite = JunitReportTest.elements(parsed(document), "testsuite").getFirst();
      for (String kind : List.of("failure", "error", "skipped")) {
        String attribute = kind.replace("failure", "failures").replace("error", "errors");
        assertThat(suite.getAttribute(attribute))
            .isEqualTo(String.valueOf(JunitReportTest.elements(suite, kind).size()));
      }
    }
  }

  @Test
  void aFailureReadsWellToSomebodyWhoKnowsNeitherUsNorStatistics() throws Exception {
    Element failure = JunitReportTest.elements(parsed(SampleGate.failed()), "failure").getFirst();
    assertThat(failure.getAttribute("message"))
        .isEqualTo(
            "throughput: about 16.5 % worse, and almost certainly more than 12.1 % worse; 5 % worse"
                + " is tolerated.");
    assertThat(failure.getTextContent())
        .contains("A, the baseline: 24,812/s", "B, the candidate: 21,298/s")
        .contains("FAIL: The candidate answers about 16 % fewer requests per second")
        .contains("A change says how much worse the candidate is")
        .contains("repeat: stampede gate --baseline epoll-exclusive --seed 42");
  }

  @Test
  void aViolationBringsItsRepetition() throws Exception {
    assertThat(xml(SampleGate.violated()))
        .contains("repeat just this: stampede conform x --check PA-05-a --seed 42");
  }

  @Test
  void missingFiguresAreDashes() throws Exception {
    assertThat(xml(SampleGate.nothing())).contains("A, the baseline: –").doesNotContain("null");
  }

  private static Map<String, String> outcomes(GateDocument document) throws Exception {
    return JunitReportTest.outcomes(parsed(document));
  }

  private static Element parsed(GateDocument document) throws Exception {
    return Xml.parse(xml(document));
  }

  private static String xml(GateDocument document) throws IOException {
    StringBuilder out = new StringBuilder();
    new GateJunit().render(document, out);
    return out.toString();
  }
}
