package stampede.report;

import java.util.List;
import java.util.function.Consumer;
import stampede.report.conformance.ConformanceDocument;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs whose figures differ by a known factor. */
public final class ComparedSample {
  private ComparedSample() {}

  /**
   * Two cells, every figure of which is multiplied.
   *
   * @param rounds of each cell; they lie within a hundredth of each other
   * @param kernel of the machine
   */
  public static RunDocument run(int rounds, double factor, String kernel) {
    RunDocument sample = SampleDocument.twentyCells(1);
    List<Cell> cells =
        sample.cells().subList(0, 2).stream()
            .map(cell -> edited(cell, tree -> multiply(tree, rounds, factor)))
            .toList();
    ObjectNode whole = JsonShape.MAPPER.valueToTree(sample.with(cells));
    ((ObjectNode) whole.get("environment")).put("kernel", kernel);
    return JsonShape.MAPPER.treeToValue(whole, RunDocument.class);
  }

  private static void multiply(ObjectNode cell, int rounds, double factor) {
    ArrayNode all = (ArrayNode) cell.get("rounds");
    ObjectNode first = (ObjectNode) all.get(0).deepCopy();
    all.removeAll();
    for (int i = 0; i < rounds; i++) {
      ObjectNode round = first.deepCopy();
      round.put("index", i);
      round.put("valid", true);
      figures(round, factor * (1 + 0.002 * i));
      all.add(round);
    }
    figures(cell, factor);
  }

  private static void figures(ObjectNode node, double factor) {
    multiply(node, "throughputPerS", factor);
    ObjectNode total = (ObjectNode) node.get("latencyUs").get("total");
    multiply(total, "p50", factor);
    multiply(total, "p99", factor);
    multiply((ObjectNode) node.get("cpuUsPerConnection"), "server", factor);
    multiply((ObjectNode) node.get("handlers"), "wakeupsPerAccept", factor);
  }

  private static void multiply(ObjectNode node, String field, double factor) {
    node.put(field, node.get(field).doubleValue() * factor);
  }

  /** The same, not valid. */
  public static Cell invalid(Cell cell) {
    return edited(cell, tree -> tree.put("valid", false));
  }

  /** The same, limited by something else. */
  public static Cell limitedBy(Cell cell, String limit) {
    return edited(cell, tree -> tree.put("limitedBy", limit));
  }

  /** The same of another server. */
  public static Cell renamed(Cell cell, String name) {
    return edited(
        cell, tree -> ((ObjectNode) tree.get("server")).put("spec", name).put("name", name));
  }

  /** The same run, one check of which came to something else. */
  public static ConformanceDocument withVerdict(ConformanceDocument run, int at, String verdict) {
    ObjectNode tree = JsonShape.MAPPER.valueToTree(run);
    ((ObjectNode) tree.get("checks").get(at)).put("verdict", verdict);
    return JsonShape.MAPPER.treeToValue(tree, ConformanceDocument.class);
  }

  private static Cell edited(Cell cell, Consumer<ObjectNode> edit) {
    ObjectNode tree = JsonShape.MAPPER.valueToTree(cell);
    edit.accept(tree);
    return JsonShape.MAPPER.treeToValue(tree, Cell.class);
  }
}
