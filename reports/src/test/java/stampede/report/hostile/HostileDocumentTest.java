package stampede.report.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.report.ResultDocument;
import stampede.report.ResultFile;
import stampede.report.ResultKind;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;
import stampede.report.UnreadableResultException;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SampleConformance;
import stampede.report.gate.GateDocument;
import stampede.report.gate.SampleGate;
import stampede.report.micro.MicroDocument;
import stampede.report.micro.SampleMicro;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever stands in whatever field of a document: it is shown as text or refused in a line, in
 * every rendering. Each field of each kind of document is tried in turn, with something else each
 * time the tests run.
 */
@Timeout(240)
class HostileDocumentTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MIXTURE =
      "x</style></title></svg><script>alert(1)</script><evil-element><img src=x onerror=y>"
          + "\" evil-attribute=\"1' evil-attribute='2 ]]> --> | `code` ``` \\ ${7*7} [a](http://b)"
          + " @all #1\r\n|---|\r\n\u0000\u0007\u001b[31m\u009b\u202eevil\u2066 漢 \ud800 &amp; end";
  private static final List<String> BEGINNINGS =
      List.of("", "=1+", "+1", "-1", "@SUM", "\t", "\r", "\n", "<", "\"", "|", "`", "&#", " ");
  private static final List<String> VALUES =
      List.of(
          "-1",
          "-1e308",
          "1e400",
          "null",
          "0",
          "9223372036854775807",
          "-9223372036854775808",
          "1e-300",
          "0.5",
          "true",
          "\"NaN\"",
          "\"Infinity\"",
          "\"\"",
          "\"words\"",
          "[]",
          "[null]",
          "[[]]",
          "{}",
          "{\"a\":null}");

  /** Fields that are tried together, for rendering everything takes its time. */
  private static final int AT_ONCE = 20;

  @TempDir private Path folder;
  private final List<AssertionError> defects = new ArrayList<>();

  @AfterEach
  void throwTheFirstWithTheOthers() {
    if (!defects.isEmpty()) {
      AssertionError first = defects.removeFirst();
      defects.stream().limit(20).forEach(first::addSuppressed);
      throw first;
    }
  }

  /** One of each kind, in which every field is there. */
  static Stream<Arguments> full() {
    return Stream.of(
        Arguments.of(RunDocument.KIND, SampleDocument.full("word")),
        Arguments.of(ConformanceDocument.KIND, SampleConformance.full("word")),
        Arguments.of(GateDocument.KIND, SampleGate.full("word")),
        Arguments.of(MicroDocument.KIND, SampleMicro.full("word")));
  }

  /** These, and some that are more like real ones. */
  static Stream<Arguments> samples() {
    RunDocument stepped = SampleDocument.steppedCells(1);
    return Stream.concat(
        full(),
        Stream.of(
            Arguments.of(RunDocument.KIND, stepped.with(stepped.cells().subList(0, 1))),
            Arguments.of(ConformanceDocument.KIND, SampleConformance.several()),
            Arguments.of(ConformanceDocument.KIND, SampleConformance.byAgents()),
            Arguments.of(GateDocument.KIND, SampleGate.failed()),
            Arguments.of(MicroDocument.KIND, SampleMicro.nothing())));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whateverTextStandsInAFieldIsText(ResultKind<?> kind, ResultDocument sample)
      throws IOException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    ObjectNode tree = (ObjectNode) JSON.readTree(ResultFile.toJson(sample));
    List<List<String>> texts =
        fields(tree).values().stream()
            .filter(way -> tree.at(pointer(way)).isString() && !way.equals(List.of("schema")))
            .toList();
    for (int from = 0; from < texts.size(); from += AT_ONCE) {
      ObjectNode hostile = tree.deepCopy();
      List<List<String>> some = texts.subList(from, Math.min(from + AT_ONCE, texts.size()));
      for (List<String> way : some) {
        String text = BEGINNINGS.get(random.nextInt(BEGINNINGS.size())) + MIXTURE;
        set(hostile, way, JSON.getNodeFactory().stringNode(text));
      }
      judge(kind, hostile.toString(), some + " seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("full")
  void whateverValueStandsInAFieldIsShownOrRefused(ResultKind<?> kind, ResultDocument sample)
      throws IOException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    ObjectNode tree = (ObjectNode) JSON.readTree(ResultFile.toJson(sample));
    for (Map.Entry<String, List<String>> field : fields(tree).entrySet()) {
      boolean number = tree.at(pointer(field.getValue())).isNumber();
      switch (random.nextInt(number ? 3 : 2)) {
        case 0 -> {
          ObjectNode without = tree.deepCopy();
          remove(without, field.getValue());
          judge(kind, without.toString(), field.getKey() + " missing");
        }
        case 1 -> replaced(kind, tree, field, VALUES.get(random.nextInt(VALUES.size())), seed);
        default -> replaced(kind, tree, field, "1e308", seed);
      }
    }
  }

  private void replaced(
      ResultKind<?> kind,
      ObjectNode tree,
      Map.Entry<String, List<String>> field,
      String value,
      long seed)
      throws IOException {
    ObjectNode hostile = tree.deepCopy();
    // as it stands in the file: a tree would not hold what is no number of Java's
    set(hostile, field.getValue(), JSON.getNodeFactory().stringNode("@hostile@"));
    String json = hostile.toString().replace("\"@hostile@\"", value);
    judge(kind, json, field.getKey() + " = " + value + " seed " + seed);
  }

  /** A million characters in every field, or a tenth of them where tests are not thorough. */
  @Test
  void textWithoutEndIsShownAndACommentStaysAComment() throws IOException {
    int times = Boolean.getBoolean("stampede.thorough") ? 150_000 : 15_000;
    String longest = "<b>|`x ".repeat(times);
    Map<ResultKind<?>, ResultDocument> all =
        Map.of(
            RunDocument.KIND, SampleDocument.full(longest),
            GateDocument.KIND, SampleGate.failed());
    all.forEach(
        (kind, document) -> {
          Map<String, String> outputs = Outputs.of(kind, document);
          Soundness.check(outputs);
          outputs.forEach(
              (name, text) -> {
                if (name.endsWith("run.markdown")) {
                  assertThat(text.length()).as(name).isLessThan(65_536);
                }
              });
        });
  }

  @Test
  void nestingWithoutEndIsRefused() throws IOException {
    String json =
        ResultFile.toJson(SampleDocument.empty())
            .replaceFirst("\\{", "{ \"deep\": " + "[".repeat(100_000) + "]".repeat(100_000) + ",");
    assertThat(refusal(RunDocument.KIND, json)).contains("is nested deeper");
  }

  /** It is sound in every output, or refused in a line that says where and what. */
  private void judge(ResultKind<?> kind, String json, String what) throws IOException {
    ResultDocument document;
    try {
      document = read(kind, json);
    } catch (UnreadableResultException refused) {
      assertThat(refused.getMessage())
          .as(what)
          .matches("[^\\n\\r]{20,1000}")
          .doesNotContain("java.", "Exception", "tools.jackson");
      return;
    } catch (RuntimeException defect) {
      defects.add(new AssertionError("reading " + what, defect));
      return;
    }
    try {
      Soundness.check(Outputs.of(kind, document));
    } catch (RuntimeException | AssertionError defect) {
      defects.add(new AssertionError("rendering " + what, defect));
    }
  }

  private String refusal(ResultKind<?> kind, String json) throws IOException {
    try {
      read(kind, json);
    } catch (UnreadableResultException refused) {
      return refused.getMessage();
    }
    return fail("nothing was refused");
  }

  private ResultDocument read(ResultKind<?> kind, String json) throws IOException {
    // half a character has no place in a file but as an escape
    String written = json.replace("\ud800", "\\ud800");
    return ResultFile.read(Files.writeString(folder.resolve("hostile.json"), written), kind);
  }

  /** Every field once, by its name, with the way to it; of arrays the first element. */
  private static Map<String, List<String>> fields(JsonNode tree) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    collect(tree, List.of(), fields);
    return fields;
  }

  private static void collect(JsonNode node, List<String> way, Map<String, List<String>> fields) {
    if (!way.isEmpty()) {
      String name = "/" + String.join("/", way);
      if (fields.putIfAbsent(name, way) != null) {
        return;
      }
    }
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(field -> collect(field.getValue(), longer(way, field.getKey()), fields));
      case ArrayNode array when !array.isEmpty() -> collect(array.get(0), longer(way, "0"), fields);
      default -> {}
    }
  }

  private static List<String> longer(List<String> way, String step) {
    return Stream.concat(way.stream(), Stream.of(step)).toList();
  }

  private static String pointer(List<String> way) {
    StringBuilder pointer = new StringBuilder();
    way.forEach(step -> pointer.append('/').append(step.replace("~", "~0").replace("/", "~1")));
    return pointer.toString();
  }

  private static void set(ObjectNode tree, List<String> way, JsonNode value) {
    JsonNode parent = tree.at(pointer(way.subList(0, way.size() - 1)));
    if (parent instanceof ObjectNode object) {
      object.set(way.getLast(), value);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(way.getLast()), value);
    }
  }

  private static void remove(ObjectNode tree, List<String> way) {
    JsonNode parent = tree.at(pointer(way.subList(0, way.size() - 1)));
    if (parent instanceof ObjectNode object) {
      object.remove(way.getLast());
    } else {
      ((ArrayNode) parent).remove(Integer.parseInt(way.getLast()));
    }
  }
}
