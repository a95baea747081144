package stampede.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import stampede.report.chart.Xml;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SampleConformance;

@Timeout(30)
class JunitReportTest {
  @Test
  void itKeepsTheRulesOfItsViewers() throws Exception {
    for (ConformanceDocument document : documents()) {
      JunitRules.check(xml(document));
    }
  }

  @Test
  void everyVerdictBecomesWhatAViewerShows() throws Exception {
    Map<String, String> outcomes = outcomes(parsed(SampleConformance.one()));
    assertThat(outcomes)
        .containsEntry("PA-05-a", "passed")
        .containsEntry("PA-01-b", "passed")
        .containsEntry("PA-05-b", "failure")
        .containsEntry("ER-known", "skipped")
        .containsEntry("ER-gone", "failure")
        .containsEntry("ER-unsupported", "skipped")
        .containsEntry("ST-unsure", "error");
  }

  @Test
  void strictFailsWhatDiffersAndWhatIsUnsupported() throws Exception {
    Map<String, String> outcomes = outcomes(parsed(SampleConformance.several()));
    assertThat(outcomes)
        .containsEntry("PA-01-b", "failure")
        .containsEntry("ER-unsupported", "failure")
        .containsEntry("PA-05-a", "passed");
  }

  @Test
  void countsAreThoseOfTheCases() throws Exception {
    for (ConformanceDocument document : documents()) {
      Element root = parsed(document);
      assertThat(root.getAttribute("tests")).isEqualTo(count(root, "testcase"));
      for (Element suite : elements(root, "testsuite")) {
        assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
        assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
        assertThat(suite.getAttribute("errors")).isEqualTo(count(suite, "error"));
        assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
      }
    }
  }

  @Test
  void aFailureHoldsAllThatIsNeededToJudgeIt() throws Exception {
    Element failed = elements(parsed(SampleConformance.one()), "failure").getFirst();
    assertThat(failed.getAttribute("message")).isEqualTo("3 of 4 & <none> else");
    assertThat(failed.getTextContent())
        .contains(
            "requirement: What PA-05-b requires",
            "expected: 4 of 4",
            "observed: 3 of 4 & <none> else",
            "evidence: handler 3 slept",
            "seed: 42",
            "repeat: stampede conform epoll,as=processes --check PA-05-b --seed 42");
  }

  @Test
  void whatIsTheMatterWithTheRunIsACaseToo() throws Exception {
    assertThat(outcomes(parsed(SampleConformance.several())))
        .containsEntry("x could not be started: port taken", "error");
  }

  @Test
  void charactersThatXmlHasNotAreReplaced() throws Exception {
    String text = "a\u0000b\u001bc\ud800d]]>\uffff \"quoted\"";
    Element root = parsed(SampleConformance.full(text));
    assertThat(elements(root, "testcase").getFirst().getAttribute("name"))
        .isEqualTo("a\ufffdb\ufffdc\ufffdd]]>\ufffd \"quoted\"");
  }

  private static List<ConformanceDocument> documents() {
    return List.of(
        SampleConformance.one(),
        SampleConformance.several(),
        SampleConformance.nothing(),
        SampleConformance.full("<a>&\u0001"));
  }

  private static String xml(ConformanceDocument document) throws IOException {
    StringBuilder out = new StringBuilder();
    new JunitReport().render(document, out);
    return out.toString();
  }

  private static Element parsed(ConformanceDocument document) throws Exception {
    return Xml.parse(xml(document));
  }

  static Map<String, String> outcomes(Element root) {
    Map<String, String> outcomes = new HashMap<>();
    for (Element each : elements(root, "testcase")) {
      String outcome = "passed";
      for (String other : List.of("failure", "error", "skipped")) {
        outcome = elements(each, other).isEmpty() ? outcome : other;
      }
      outcomes.put(each.getAttribute("name"), outcome);
    }
    return outcomes;
  }

  private static String count(Element root, String name) {
    return String.valueOf(elements(root, name).size());
  }

  static List<Element> elements(Element root, String name) {
    NodeList found = root.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
