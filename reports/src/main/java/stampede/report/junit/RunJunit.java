package stampede.report.junit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import stampede.report.Cell;
import stampede.report.Renderer;
import stampede.report.Round;
import stampede.report.RunDocument;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;

/**
 * A run as JUnit XML: a test suite for each cell; in it a test case for its audit, one for its
 * validity and one for each expectation. What is the matter with the run as a whole, and a search,
 * have test cases of their own. A failed audit or expectation is a failure; what could not be
 * established is an error. Source: the schema that Jenkins reads reports by.
 */
public final class RunJunit implements Renderer<RunDocument> {
  private static final String WHOLE = "whole run";

  /** A test suite: its name, what its cases belong to, how long it took, its cases. */
  private record Suite(String name, String group, double timeS, List<Case> cases) {
    CaseCounts counts() {
      return CaseCounts.of(cases.stream().map(Case::outcome).toList());
    }
  }

  @Override
  public void render(RunDocument document, Appendable out) throws IOException {
    JunitXml.write(xml -> write(document, xml), out);
  }

  private static void write(RunDocument document, JunitXml xml) throws XMLStreamException {
    List<Suite> suites = suites(document);
    xml.root(
        "stampede bench",
        suites.stream().map(Suite::counts).reduce(CaseCounts.of(List.of()), CaseCounts::plus),
        document.durationS());
    for (Suite suite : suites) {
      xml.suite(
          new JunitXml.Suite(
              suite.name(), document.startedAt(), document.seed(), document.command()),
          suite.counts(),
          suite.timeS());
      for (Case each : suite.cases()) {
        xml.whole(each, suite.group(), suite.timeS() / suite.cases().size());
      }
      xml.end();
    }
    xml.end();
  }

  private static List<Suite> suites(RunDocument document) {
    ServerLabels labels = new ServerLabels(document);
    List<Suite> suites = new ArrayList<>();
    for (Cell cell : document.cells()) {
      String server = labels.of(cell.server());
      suites.add(
          new Suite(
              "%s, %s, %s".formatted(server, Numbers.counted(cell.cpus(), "CPU"), cell.load()),
              server,
              cell.rounds().stream().mapToDouble(Round::measuredS).sum(),
              RunCases.of(cell, document)));
    }
    List<Case> whole = RunCases.whole(document);
    if (!whole.isEmpty()) {
      suites.add(new Suite(WHOLE, WHOLE, 0, whole));
    }
    return suites;
  }
}
