package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import stampede.report.Audit;
import stampede.report.AuditExample;
import stampede.report.Cell;
import stampede.report.reading.LeftOut;
import stampede.report.reading.Numbers;
import stampede.report.reading.Remarks;

/** What was found, before any figure, cell by cell: the audit, and what to believe. */
final class VerdictSection implements Section {
  private static final String NO_AUDIT = "no audit was made in this cell";
  private static final int MOST_NAMES = 4;

  @Override
  public String anchor() {
    return "verdicts";
  }

  @Override
  public String title() {
    return "Verdicts";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "The audit compares what the clients sent with what the handlers recorded, request by"
                + " request. Every count from “serviced twice” to “unfinished” should be 0. A cell"
                + " is not valid when its figures cannot be believed; it is shown, marked, and"
                + " never ranked; so is one that is noisy, whose rounds lie too far apart."));
    List<Remarks.Remark> remarks = Remarks.of(reading.cells());
    if (!remarks.isEmpty()) {
      blocks.add(Column.table("What to know about the cells", remarkColumns(reading), remarks));
    }
    List<LeftOut> leftOut = LeftOut.of(reading.document());
    if (!leftOut.isEmpty()) {
      blocks.add(Column.folded("Servers that were left out", leftOutColumns(), leftOut));
    }
    if (!reading.cells().isEmpty()) {
      blocks.add(Column.table("Every cell of the run", columns(reading), reading.cells()));
    }
    List<Example> examples = examples(reading);
    if (!examples.isEmpty()) {
      blocks.add(Column.table("Requests that went wrong", exampleColumns(), examples));
    }
    return blocks;
  }

  private static List<Column<LeftOut>> leftOutColumns() {
    return List.of(
        Column.words("why", "", each -> Entry.of(each.reason())),
        Column.words("servers", "", each -> Entry.of(String.join("; ", each.servers()))));
  }

  private static List<Column<Cell>> columns(Reading reading) {
    List<Column<Cell>> columns = new ArrayList<>();
    columns.add(
        Column.words(
            "server",
            "strategy or server, and its handlers",
            cell -> Entry.of(reading.label(cell)).anchoredAt(reading.anchor(cell))));
    columns.add(CellColumns.cpus());
    columns.add(Column.words("load", "how requests arrived", cell -> Entry.of(cell.load())));
    columns.add(CellColumns.validity());
    columns.add(Column.words("audit", "verdict of the audit", VerdictSection::verdict));
    columns.add(requests("invoked", "requests sent", c -> c.requests().invoked()));
    columns.add(requests("ok", "answered fully and correctly", c -> c.requests().ok()));
    columns.add(requests("failed", "certainly not serviced", c -> c.requests().failed()));
    columns.add(
        requests(
            "in doubt",
            "indeterminate: nobody can say whether it was serviced",
            c -> c.requests().indeterminate()));
    if (reading.cells().stream().anyMatch(cell -> cell.requests().shed() != null)) {
      columns.add(
          Column.number(
              "shed",
              "due while too many were under way, and never begun",
              cell -> Entry.count(cell.requests().shed(), "nothing is shed here")));
    }
    columns.add(defect("serviced twice", "serviced more than once", Audit::duplicated));
    columns.add(defect("lost", "answered, but never serviced", Audit::lost));
    columns.add(defect("phantom", "serviced, but never sent", Audit::phantom));
    columns.add(
        defect("refused, serviced", "failed for the client, yet serviced", Audit::failedButServed));
    columns.add(defect("answered wrongly", "another’s or no answer", Audit::answeredWrongly));
    columns.add(defect("unfinished", "begun and not completed", Audit::unfinished));
    return columns;
  }

  private static Column<Cell> requests(String name, String meaning, ToLongFunction<Cell> count) {
    return Column.number(name, meaning, cell -> Entry.count(count.applyAsLong(cell), ""));
  }

  private static Column<Cell> defect(String name, String meaning, ToLongFunction<Audit> count) {
    return Column.number(
        name,
        meaning,
        cell ->
            cell.audit() == null
                ? Entry.absent(NO_AUDIT)
                : Entry.defect(count.applyAsLong(cell.audit())));
  }

  private static Entry verdict(Cell cell) {
    if (cell.audit() == null) {
      return Entry.absent(NO_AUDIT);
    }
    Tone tone =
        switch (cell.audit().verdict()) {
          case "pass" -> Tone.GOOD;
          case "fail" -> Tone.BAD;
          default -> Tone.UNSURE;
        };
    return Entry.of(cell.audit().verdict(), tone);
  }

  private static List<Column<Remarks.Remark>> remarkColumns(Reading reading) {
    return List.of(
        Column.words("kind", "", r -> Entry.of(r.kind().words())),
        Column.words("what", "", r -> Entry.of(r.text())),
        Column.words("cells", "", r -> Entry.of(names(reading, r))));
  }

  private static String names(Reading reading, Remarks.Remark remark) {
    List<Cell> cells = remark.cells();
    if (remark.kind() == Remarks.Kind.NOTE && cells.size() > MOST_NAMES) {
      boolean all = cells.size() == reading.cells().size();
      return all ? "all" : Numbers.counted(cells.size(), "cell");
    }
    return cells.stream()
        .map(
            cell ->
                reading.label(cell)
                    + " on "
                    + Numbers.counted(cell.cpus(), "CPU")
                    + (reading.severalConditions() ? ", " + cell.load() : ""))
        .collect(Collectors.joining("; "));
  }

  private record Example(Entry cell, AuditExample what) {}

  private static List<Example> examples(Reading reading) {
    List<Example> examples = new ArrayList<>();
    for (Cell cell : reading.cells()) {
      if (cell.audit() != null) {
        Entry name = Entry.of(reading.label(cell)).linkedTo(reading.anchor(cell));
        cell.audit().examples().forEach(example -> examples.add(new Example(name, example)));
      }
    }
    return examples;
  }

  private static List<Column<Example>> exampleColumns() {
    return List.of(
        Column.words("server", "", Example::cell),
        Column.words("what", "the count it belongs to", e -> Entry.of(e.what().kind())),
        Column.words("request", "its id", e -> Entry.of(e.what().requestId())),
        Column.words("evidence", "", e -> Entry.of(e.what().detail())));
  }
}
