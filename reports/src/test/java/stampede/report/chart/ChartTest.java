package stampede.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;
import stampede.report.gate.SampleGate;
import stampede.report.reading.GateReading;
import stampede.report.reading.HeatReading;
import stampede.report.reading.Phase;
import stampede.report.reading.Scaling;
import stampede.report.reading.ServerLabels;

@Timeout(30)
class ChartTest {
  private static final List<String> SHAPES = List.of("rect", "circle", "path", "line");

  static Stream<RunDocument> documents() {
    return Stream.of(
        SampleDocument.sixtyCells(9),
        SampleDocument.steppedCells(9),
        SampleDocument.unknownServer(),
        SampleDocument.empty(),
        SampleDocument.full("</svg><script>'\"&\u0001"));
  }

  /** The rounds of gates are shown beside the cells of any document. */
  private static Stream<Chart> gateCharts() {
    return Stream.concat(SampleGate.all().stream(), Stream.of(SampleGate.full("p99")))
        .flatMap(
            gate ->
                new GateReading(gate)
                    .metrics().stream().map(metric -> new RatioChart(metric, gate.pairs())));
  }

  static List<Chart> charts(RunDocument document) {
    List<Cell> cells = document.cells();
    ServerLabels labels = new ServerLabels(document);
    List<Cell> few = cells.subList(0, Math.min(cells.size(), PercentileChart.MOST_CELLS));
    List<Chart> charts = new ArrayList<>();
    cells.stream().limit(3).forEach(cell -> charts.add(new PopulationChart(cell, labels)));
    cells.stream().limit(3).forEach(cell -> charts.add(new SeriesChart(cell, labels, 285)));
    cells.forEach(
        cell ->
            HeatReading.of(cell, 100)
                .ifPresent(heat -> charts.add(new HeatChart(cell, heat, labels))));
    List<Scaling> scaling = Scaling.of(cells);
    if (!scaling.isEmpty()) {
      charts.add(new ScalingChart(scaling.subList(0, Math.min(6, scaling.size())), labels));
    }
    for (Phase phase : Phase.values()) {
      charts.add(new PercentileChart(phase, few, cells, labels, 120));
    }
    charts.addAll(
        List.of(
            new ThroughputChart(cells, labels),
            new LatencyChart(cells, labels),
            new PhaseChart(cells, labels),
            new ShareChart(cells, labels),
            new WakeupChart(cells, labels),
            new CpuChart(cells, labels),
            new RoundsChart(cells, labels)));
    gateCharts().forEach(charts::add);
    return charts;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyChartIsWellFormedAndSaysWhatItShows(RunDocument document) throws Exception {
    for (Chart chart : charts(document)) {
      Element svg = Xml.parse(chart.svg("a-chart"));
      assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
          .isEqualTo(chart.title());
      assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
          .isEqualTo(chart.howToRead());
      assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("a-chart-title a-chart-desc");
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyShapeHasItsLooksWithoutAStyleSheet(RunDocument document) throws Exception {
    for (Chart chart : charts(document)) {
      for (Element shape : elements(Xml.parse(chart.svg("a")), SHAPES)) {
        assertThat(shape.hasAttribute("style")).isFalse();
        assertThat(shape.hasAttribute("fill") || shape.hasAttribute("stroke"))
            .as(shape.getTagName())
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void nothingIsDrawnOutsideThePictureAndNoTextOnText(RunDocument document) throws Exception {
    for (Chart chart : charts(document)) {
      Element svg = Xml.parse(chart.svg("a"));
      double width = Double.parseDouble(svg.getAttribute("width"));
      double height = Double.parseDouble(svg.getAttribute("height"));
      List<double[]> boxes = new ArrayList<>();
      for (Element text : elements(svg, List.of("text"))) {
        double[] box = box(text);
        assertThat(box[0]).as(text.getTextContent()).isGreaterThanOrEqualTo(-8);
        assertThat(box[1]).as(text.getTextContent()).isLessThanOrEqualTo(width + 20);
        assertThat(box[3]).as(text.getTextContent()).isLessThanOrEqualTo(height);
        assertThat(boxes).as(text.getTextContent()).noneMatch(other -> touch(box, other));
        boxes.add(box);
      }
    }
  }

  private static double[] box(Element text) {
    String shown = text.getFirstChild() == null ? "" : text.getFirstChild().getTextContent();
    double x = Double.parseDouble(text.getAttribute("x"));
    double y = Double.parseDouble(text.getAttribute("y"));
    double length = TextWidth.of(shown);
    double from =
        switch (text.getAttribute("text-anchor")) {
          case "middle" -> x - length / 2;
          case "end" -> x - length;
          default -> x;
        };
    return new double[] {from, from + length, y - 10, y + 3};
  }

  private static boolean touch(double[] a, double[] b) {
    return a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3];
  }

  private static List<Element> elements(Element svg, List<String> names) {
    List<Element> found = new ArrayList<>();
    for (String name : names) {
      NodeList nodes = svg.getElementsByTagName(name);
      for (int i = 0; i < nodes.getLength(); i++) {
        found.add((Element) nodes.item(i));
      }
    }
    return found;
  }
}
