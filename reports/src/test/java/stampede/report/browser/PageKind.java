package stampede.report.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import stampede.report.Renderer;
import stampede.report.ResultDocument;
import stampede.report.ResultFile;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;
import stampede.report.SampleTimeline;
import stampede.report.conformance.SampleConformance;
import stampede.report.gate.SampleGate;
import stampede.report.html.ConformanceHtml;
import stampede.report.html.GateHtml;
import stampede.report.html.HtmlReport;
import stampede.report.html.MicroHtml;
import stampede.report.micro.SampleMicro;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every kind of page there is. */
enum PageKind {
  ONE_CELL,
  DEFAULT_BENCH,
  SIXTY_CELLS,
  FAILED_AUDIT,
  NOISY,
  POPULATIONS,
  TWO_HUNDRED_CELLS,
  UNKNOWN_SERVER,
  NO_CELL,
  REAL_RUN,
  GATE_PASSED,
  GATE_FAILED,
  GATE_VIOLATED,
  CONFORMANCE,
  MATRIX,
  MICRO;

  private static final Path FOLDER = Path.of("target", "pages").toAbsolutePath();

  String markup() {
    return switch (this) {
      case ONE_CELL -> run(SampleDocument.steppedCells(1), tree -> keep(tree, 0, 1));
      case DEFAULT_BENCH -> run(SampleDocument.twentyCells(1), tree -> keep(tree, 0, 6));
      case SIXTY_CELLS -> markup(new HtmlReport(), SampleDocument.sixtyCells(2));
      case FAILED_AUDIT -> run(SampleDocument.twentyCells(3), tree -> keep(tree, 10, 16));
      case NOISY -> run(SampleDocument.twentyCells(4), PageKind::noise);
      case POPULATIONS -> run(SampleDocument.steppedCells(5), tree -> keep(tree, 0, 3));
      case TWO_HUNDRED_CELLS -> run(SampleDocument.sixtyCells(6), PageKind::multiply);
      case UNKNOWN_SERVER -> markup(new HtmlReport(), SampleDocument.unknownServer());
      case NO_CELL -> markup(new HtmlReport(), SampleDocument.empty());
      case REAL_RUN -> markup(new HtmlReport(), real());
      case GATE_PASSED -> markup(new GateHtml(), SampleGate.passed());
      case GATE_FAILED -> markup(new GateHtml(), SampleGate.failed());
      case GATE_VIOLATED -> markup(new GateHtml(), SampleGate.violated());
      case CONFORMANCE -> markup(new ConformanceHtml(), SampleConformance.one());
      case MATRIX -> markup(new ConformanceHtml(), SampleConformance.several());
      case MICRO -> markup(new MicroHtml(), SampleMicro.whole());
    };
  }

  /** The page as a file, to be looked at after the tests as well. */
  Path file() {
    try {
      Files.createDirectories(FOLDER);
      String name = name().toLowerCase(Locale.ROOT).replace('_', '-') + ".html";
      return Files.writeString(FOLDER.resolve(name), markup());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a page", e);
    }
  }

  private static String run(RunDocument document, Consumer<ObjectNode> change) {
    String json = ResultFile.toJson(document);
    ObjectNode tree = (ObjectNode) JsonMapper.shared().readTree(json);
    change.accept(tree);
    return markup(new HtmlReport(), read(tree.toString()));
  }

  /** Some cells alone. */
  private static void keep(ObjectNode tree, int from, int to) {
    ArrayNode cells = (ArrayNode) tree.get("cells");
    while (cells.size() > to) {
      cells.remove(to);
    }
    for (int i = 0; i < from; i++) {
      cells.remove(0);
    }
  }

  private static void noise(ObjectNode tree) {
    keep(tree, 0, 6);
    for (JsonNode cell : tree.get("cells")) {
      ((ObjectNode) cell).put("valid", false);
      ((ObjectNode) cell).putArray("invalidReasons").add("rounds differ by more than 20 %");
    }
  }

  /** Two hundred cells, each with what its clients saw over ten seconds. */
  private static void multiply(ObjectNode tree) {
    ArrayNode cells = (ArrayNode) tree.get("cells");
    for (int i = 0; cells.size() < 200; i++) {
      ObjectNode again = (ObjectNode) cells.get(i).deepCopy();
      again.put("id", again.get("id").stringValue() + "/again");
      again.put("load", again.get("load").stringValue() + "@" + (i / 60 + 2) + "x");
      cells.add(again);
    }
    JsonNode intervals = JsonMapper.shared().valueToTree(SampleTimeline.intervals(100));
    cells.forEach(cell -> ((ObjectNode) cell).set("intervals", intervals));
  }

  private static RunDocument real() {
    try (InputStream in = PageKind.class.getResourceAsStream("run.json")) {
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the real run is missing", e);
    }
  }

  private static RunDocument read(String json) {
    try {
      Path file = Files.createTempFile("run", ".json");
      try {
        return ResultFile.read(Files.writeString(file, json));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a document", e);
    }
  }

  private static <D extends ResultDocument> String markup(Renderer<D> renderer, D document) {
    StringBuilder out = new StringBuilder();
    try {
      renderer.render(document, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a builder never fails", e);
    }
    return out.toString();
  }
}
