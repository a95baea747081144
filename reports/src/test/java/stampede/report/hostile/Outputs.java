package stampede.report.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stampede.report.Renderer;
import stampede.report.ResultDocument;
import stampede.report.ResultKind;
import stampede.report.RunDocument;
import stampede.report.comparison.Comparison;
import stampede.report.comparison.ConformanceComparison;
import stampede.report.comparison.NamedResult;
import stampede.report.comparison.RunComparison;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.csv.ComparisonCsv;
import stampede.report.csv.GateCsv;
import stampede.report.csv.IntervalsCsv;
import stampede.report.csv.RunCsv;
import stampede.report.gate.GateDocument;
import stampede.report.hgrm.PercentileFiles;
import stampede.report.html.ComparisonHtml;
import stampede.report.html.ConformanceHtml;
import stampede.report.html.GateHtml;
import stampede.report.html.HtmlReport;
import stampede.report.html.MicroHtml;
import stampede.report.junit.GateJunit;
import stampede.report.junit.JunitReport;
import stampede.report.junit.RunJunit;
import stampede.report.markdown.ComparisonMarkdown;
import stampede.report.markdown.GateMarkdown;
import stampede.report.markdown.RunMarkdown;
import stampede.report.micro.MicroDocument;
import stampede.report.text.ComparisonText;
import stampede.report.text.ConformanceText;
import stampede.report.text.GateText;
import stampede.report.text.LoadText;
import stampede.report.text.MicroText;
import stampede.report.text.TextReport;

/** Everything that can be made of a document, by a name that ends in the kind of output. */
public final class Outputs {
  private static final Map<ResultKind<?>, Map<String, Renderer<?>>> RENDERERS =
      Map.of(
          RunDocument.KIND,
          Map.of(
              "run.html", new HtmlReport(),
              "bench.text", new TextReport(),
              "load.text", new LoadText(),
              "run.markdown", new RunMarkdown(),
              "run.xml", new RunJunit(),
              "run.csv", new RunCsv(),
              "intervals.csv", new IntervalsCsv()),
          ConformanceDocument.KIND,
          Map.of(
              "conformance.html", new ConformanceHtml(),
              "conformance.text", new ConformanceText(),
              "conformance.xml", new JunitReport()),
          GateDocument.KIND,
          Map.of(
              "gate.html", new GateHtml(),
              "gate.text", new GateText(),
              "gate.markdown", new GateMarkdown(),
              "gate.xml", new GateJunit(),
              "gate.csv", new GateCsv()),
          MicroDocument.KIND,
          Map.of("micro.html", new MicroHtml(), "micro.text", new MicroText()));

  private Outputs() {}

  /** Every output of a document, and of its comparison with itself where there is one. */
  public static Map<String, String> of(ResultKind<?> kind, ResultDocument document) {
    Map<String, String> outputs = new LinkedHashMap<>();
    RENDERERS
        .get(kind)
        .forEach((name, renderer) -> outputs.put(name, rendered(renderer, document)));
    switch (document) {
      case RunDocument run -> {
        compared(
            RunComparison.of(NamedResult.of(List.of("old", "new"), List.of(run, run))), outputs);
        PercentileFiles.of(run).forEach((name, text) -> outputs.put(name + ".text", text));
      }
      case ConformanceDocument run ->
          compared(
              ConformanceComparison.of(NamedResult.of(List.of("old", "new"), List.of(run, run))),
              outputs);
      default -> {}
    }
    return outputs;
  }

  /** Every output of a comparison. */
  static void compared(Comparison comparison, Map<String, String> outputs) {
    try {
      StringBuilder html = new StringBuilder();
      ComparisonHtml.render(comparison, html);
      outputs.put("comparison.html", html.toString());
      StringBuilder text = new StringBuilder();
      ComparisonText.render(comparison, text);
      outputs.put("comparison.text", text.toString());
      StringBuilder markdown = new StringBuilder();
      ComparisonMarkdown.render(comparison, markdown);
      outputs.put("comparison.markdown", markdown.toString());
      StringBuilder csv = new StringBuilder();
      ComparisonCsv.render(comparison, csv);
      outputs.put("comparison.csv", csv.toString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @SuppressWarnings("unchecked") // the map holds renderers of the kind they are kept under
  private static <D extends ResultDocument> String rendered(
      Renderer<?> renderer, ResultDocument document) {
    StringBuilder out = new StringBuilder();
    try {
      ((Renderer<D>) renderer).render((D) document, out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return out.toString();
  }
}
