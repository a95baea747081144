package stampede.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.comparison.Comparison.Entry;
import stampede.report.comparison.Comparison.Head;
import stampede.report.comparison.Comparison.Mood;
import stampede.report.comparison.Comparison.Part;
import stampede.report.comparison.Comparison.Table;
import stampede.report.reading.Conditions;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;

/**
 * The first run and another.
 *
 * @param first the run that all others are compared with
 * @param other the other
 * @param matching which cells are the same
 * @param changes every figure of those cells
 */
record PairOfRuns(
    NamedResult<RunDocument> first,
    NamedResult<RunDocument> other,
    CellMatching matching,
    List<FigureChange> changes) {

  static final List<String> HEADER =
      List.of(
          "first",
          "other",
          "server",
          "otherServer",
          "cpus",
          "load",
          "work",
          "close",
          "figure",
          "unit",
          "firstValue",
          "otherValue",
          "changePercent",
          "lowerPercent",
          "upperPercent",
          "coverage",
          "firstRounds",
          "otherRounds",
          "outcome");

  static PairOfRuns of(NamedResult<RunDocument> first, NamedResult<RunDocument> other) {
    CellMatching matching = CellMatching.of(first.document(), other.document());
    RankSums distributions = new RankSums();
    List<FigureChange> changes =
        matching.pairs().stream()
            .flatMap(
                pair ->
                    Stream.of(ComparedFigure.values())
                        .map(figure -> FigureChange.of(figure, pair, distributions)))
            .toList();
    return new PairOfRuns(first, other, matching, changes);
  }

  /** A table for each set of cells that compare. */
  Part part() {
    ServerLabels labels = new ServerLabels(first.document());
    ServerLabels otherLabels = new ServerLabels(other.document());
    Map<Conditions, List<List<Entry>>> groups = new LinkedHashMap<>();
    for (FigureChange change : changes) {
      groups
          .computeIfAbsent(Conditions.of(change.pair().first()), group -> new ArrayList<>())
          .add(row(change, labels, otherLabels));
    }
    List<Table> tables = new ArrayList<>();
    groups.forEach((group, rows) -> tables.add(new Table(group.words(), heads(), rows)));
    List<String> sentences = new ArrayList<>();
    if (changes.isEmpty()) {
      sentences.add("The two have no cell in common.");
    } else {
      sentences.add(RunComparison.HOW_TO_READ);
      sentences.add(RunComparison.NOT_TOLD);
    }
    sentences.addAll(caveats(labels, otherLabels));
    return new Part(
        "changes-" + other.letter().toLowerCase(Locale.ROOT),
        "%s against %s".formatted(other.letter(), first.letter()),
        sentences,
        tables);
  }

  private List<Head> heads() {
    return List.of(
        Head.words("server", 18),
        Head.number("CPUs", 4),
        Head.words("figure", 9),
        Head.number(first.letter(), 8),
        Head.number(other.letter(), 8),
        Head.number("change", 33),
        Head.words("so it is", 14));
  }

  private static List<Entry> row(
      FigureChange change, ServerLabels labels, ServerLabels otherLabels) {
    CellPair pair = change.pair();
    ComparedFigure figure = change.figure();
    return List.of(
        Entry.of(name(pair, labels, otherLabels)),
        Entry.of(String.valueOf(pair.first().cpus())),
        Entry.of(figure.words()),
        Entry.of(figure.text(figure.of(pair.first()))),
        Entry.of(figure.text(figure.of(pair.other()))),
        Entry.of(change.change()),
        new Entry(change.words(), mood(change.outcome())));
  }

  private static String name(CellPair pair, ServerLabels labels, ServerLabels otherLabels) {
    String name = labels.of(pair.first().server());
    return pair.serverDiffers() ? name + " / " + otherLabels.of(pair.other().server()) : name;
  }

  private static Mood mood(FigureChange.Outcome outcome) {
    return switch (outcome) {
      case BETTER -> Mood.GOOD;
      case WORSE -> Mood.BAD;
      case NOT_APART -> Mood.PLAIN;
      default -> Mood.UNSURE;
    };
  }

  /** In what cells that are compared differ, each thing said once. */
  private List<String> caveats(ServerLabels labels, ServerLabels otherLabels) {
    Map<String, Integer> caveats = new LinkedHashMap<>();
    for (CellPair pair : matching.pairs()) {
      if (pair.serverDiffers()) {
        caveats.merge(
            "DIFFERENT SERVERS side by side, for each run has one under these conditions: "
                + name(pair, labels, otherLabels),
            1,
            Integer::sum);
      }
      pair.caveats().forEach(text -> caveats.merge(text, 1, Integer::sum));
    }
    List<String> texts = new ArrayList<>();
    caveats.forEach(
        (text, pairs) ->
            texts.add("Not the same in %s: %s.".formatted(Numbers.counted(pairs, "cell"), text)));
    return texts;
  }

  /** Cells of one of the two; none when both have the same. */
  List<Part> onlyInOne() {
    List<List<Entry>> rows = new ArrayList<>();
    addOnly(rows, first, matching.onlyFirst());
    addOnly(rows, other, matching.onlyOther());
    List<Head> heads =
        List.of(
            Head.words("only in", 7),
            Head.words("server", 30),
            Head.number("CPUs", 4),
            Head.words("conditions", 50));
    return rows.isEmpty()
        ? List.of()
        : List.of(
            new Part(
                "only-" + other.letter().toLowerCase(Locale.ROOT),
                "Cells in only one of %s and %s".formatted(first.letter(), other.letter()),
                List.of("They compare with nothing, and are in no count above."),
                List.of(new Table("Cells without a counterpart", heads, rows))));
  }

  private static void addOnly(
      List<List<Entry>> rows, NamedResult<RunDocument> run, List<Cell> cells) {
    ServerLabels labels = new ServerLabels(run.document());
    for (Cell cell : cells) {
      rows.add(
          List.of(
              Entry.of(run.letter()),
              Entry.of(labels.of(cell.server())),
              Entry.of(String.valueOf(cell.cpus())),
              Entry.of(Conditions.of(cell).words())));
    }
  }

  /** For other programs, as {@link #HEADER} has it. */
  List<List<String>> rows() {
    return changes.stream().map(this::row).toList();
  }

  private List<String> row(FigureChange change) {
    Cell one = change.pair().first();
    Cell two = change.pair().other();
    Conditions conditions = Conditions.of(one);
    List<String> row = new ArrayList<>(List.of(first.source(), other.source()));
    row.add(typed(one));
    row.add(typed(two));
    row.add(String.valueOf(one.cpus()));
    row.addAll(List.of(conditions.load(), conditions.work(), conditions.close()));
    row.add(change.figure().words());
    row.add(change.figure().unit());
    row.add(Objects.toString(change.figure().of(one), ""));
    row.add(Objects.toString(change.figure().of(two), ""));
    change
        .shift()
        .ifPresentOrElse(
            shift -> {
              row.add(String.valueOf(shift.percent()));
              row.add(shift.coverage() > 0 ? String.valueOf(shift.lowerPercent()) : "");
              row.add(shift.coverage() > 0 ? String.valueOf(shift.upperPercent()) : "");
              row.add(String.valueOf(shift.coverage()));
            },
            () -> row.addAll(List.of("", "", "", "")));
    row.add(String.valueOf(change.figure().ofRounds(one).size()));
    row.add(String.valueOf(change.figure().ofRounds(two).size()));
    row.add(change.words());
    return row;
  }

  private static String typed(Cell cell) {
    return cell.server().spec() == null ? cell.server().name() : cell.server().spec();
  }
}
