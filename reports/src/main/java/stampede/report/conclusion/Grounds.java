package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.reading.Conditions;
import stampede.report.reading.Noise;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;

/** A run as the rules look at it, and the words they share. Immutable. */
final class Grounds {
  private static final int MOST_NAMES = 4;
  private static final int MOST_BESIDE = 2;

  private final RunDocument document;
  private final ServerLabels labels;
  private final List<Peers> peers = new ArrayList<>();
  private final boolean severalConditions;

  Grounds(RunDocument document) {
    this.document = document;
    this.labels = new ServerLabels(document);
    Map<Conditions, List<Cell>> groups = Conditions.group(document.cells());
    this.severalConditions = groups.size() > 1;
    int group = 0;
    for (Map.Entry<Conditions, List<Cell>> each : groups.entrySet()) {
      group++;
      List<Cell> cells = each.getValue();
      for (int cpus : cells.stream().map(Cell::cpus).distinct().sorted().toList()) {
        List<Cell> same = cells.stream().filter(cell -> cell.cpus() == cpus).toList();
        peers.add(new Peers(group, each.getKey(), cpus, same));
      }
    }
  }

  RunDocument document() {
    return document;
  }

  List<Cell> cells() {
    return document.cells();
  }

  /** The sets of cells that compare, in the order of the run. */
  List<Peers> peers() {
    return peers;
  }

  /** Valid, its audit did not fail, and its rounds lie near enough to each other to be ranked. */
  static boolean isBelieved(Cell cell) {
    boolean wrong = cell.audit() != null && cell.audit().verdict().equals("fail");
    return cell.valid() && !wrong && !Noise.isNoisy(cell);
  }

  /** The server of a cell, between backticks. */
  String name(Cell cell) {
    return quoted(labels.of(cell.server()));
  }

  /** Several of them, of which not all are named where they are many. */
  String names(List<Cell> cells) {
    return listed(shortened(cells.stream().map(this::name).distinct().toList()));
  }

  private static List<String> shortened(List<String> names) {
    if (names.size() <= MOST_NAMES) {
      return names;
    }
    List<String> few = new ArrayList<>(names.subList(0, MOST_NAMES - 1));
    few.add(names.size() - few.size() + " others");
    return few;
  }

  /** Several cells, each with its CPU count, of which not all are named where they are many. */
  String cells(List<Cell> cells) {
    return listed(
        shortened(
            cells.stream()
                .map(cell -> name(cell) + " on " + Numbers.counted(cell.cpus(), "CPU"))
                .distinct()
                .toList()));
  }

  /** Such as {@code On 2 CPUs}, with the load only where there are several. */
  String where(Peers each) {
    return "On " + place(each);
  }

  /** The same within a sentence, without its first word. */
  String place(Peers each) {
    String on = Numbers.counted(each.cpus(), "CPU");
    return severalConditions ? on + " with " + each.conditions().words() : on;
  }

  static String quoted(String name) {
    return "`" + name.replace('`', '\'') + "`";
  }

  /** Such as {@code a, b and c}. */
  static String listed(List<String> words) {
    return words.size() < 2
        ? String.join("", words)
        : words.subList(0, words.size() - 1).stream().collect(Collectors.joining(", "))
            + " and "
            + words.getLast();
  }

  /** Such as {@code 1.24 x}. */
  static String times(double ratio) {
    return Numbers.of(ratio) + " x";
  }

  /** Each of the cells, at most as many as are named. */
  static List<Evidence> measured(List<Cell> cells) {
    return cells.stream().limit(MOST_NAMES).<Evidence>map(Evidence.Measured::new).toList();
  }

  /** A chart, and the first of the cells that it shows. */
  static List<Evidence> both(Evidence drawn, List<Cell> cells) {
    List<Evidence> all = new ArrayList<>();
    all.add(drawn);
    all.addAll(measured(cells.subList(0, Math.min(cells.size(), MOST_BESIDE))));
    return all;
  }
}
