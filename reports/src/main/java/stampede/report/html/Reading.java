package stampede.report.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.chart.Chart;
import stampede.report.reading.Conditions;
import stampede.report.reading.ServerLabels;

/** A document together with the names that the whole report uses for its cells. Immutable. */
final class Reading {
  /** So many cells, and fewer, are shown with all there is. */
  private static final int ALL_IN_FULL = 40;

  private static final int LEAST_SHARE = 10;

  /** What is said where something was left out for the number of cells. */
  static final String TOO_MANY =
      "With so many cells, not every chart and table of each is shown; run.json has all figures,"
          + " and a run of at most 60 cells shows them all.";

  /** Of more cells only the most telling charts are drawn. */
  private static final int MOST_IN_FULL = 60;

  private final RunDocument document;
  private final ServerLabels labels;
  private final Map<String, String> anchors = new HashMap<>();

  Reading(RunDocument document) {
    this.document = document;
    this.labels = new ServerLabels(document);
    Set<String> taken = new HashSet<>();
    for (Cell cell : document.cells()) {
      anchors.computeIfAbsent(cell.id(), id -> free("cell-" + slug(id), taken));
    }
  }

  RunDocument document() {
    return document;
  }

  List<Cell> cells() {
    return document.cells();
  }

  ServerLabels labels() {
    return labels;
  }

  String label(Cell cell) {
    return labels.of(cell.server());
  }

  /** Where the report says what became of this cell. */
  String anchor(Cell cell) {
    return anchors.get(cell.id());
  }

  /**
   * How many points or rows each cell may have of something that could have {@code most}: fewer
   * where there are many cells, so that the page stays small.
   */
  int share(int most) {
    return Math.clamp((long) most * ALL_IN_FULL / Math.max(1, cells().size()), LEAST_SHARE, most);
  }

  /** Whether there are few enough cells to draw every chart there is of each. */
  boolean isInFull() {
    return cells().size() <= MOST_IN_FULL;
  }

  /** Whether cells of this run were measured under different conditions. */
  boolean severalConditions() {
    return Conditions.group(cells()).size() > 1;
  }

  /**
   * The blocks for each set of cells that compare, each set under a heading of its own. The
   * function is given the anchor of that heading, with which names of its parts can begin.
   */
  List<Block> eachConditions(String anchor, BiFunction<String, List<Cell>, List<Block>> blocks) {
    List<Block> all = new ArrayList<>();
    int number = 0;
    for (Map.Entry<Conditions, List<Cell>> group : Conditions.group(cells()).entrySet()) {
      String id = anchor + "-" + ++number;
      all.add(new Block.Heading(id, sentence(group.getKey().words())));
      all.addAll(blocks.apply(id, group.getValue()));
    }
    return all.isEmpty() ? List.of(new Block.Prose("No cell was finished.")) : all;
  }

  static Block.Figure figure(String id, Chart chart) {
    return new Block.Figure(id, chart.title(), chart.howToRead(), chart.svg(id));
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String slug(String id) {
    String slug = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return slug.length() > 80 ? slug.substring(0, 80) : slug;
  }

  private static String free(String wanted, Set<String> taken) {
    String name = wanted;
    for (int n = 2; !taken.add(name); n++) {
      name = wanted + "-" + n;
    }
    return name;
  }
}
