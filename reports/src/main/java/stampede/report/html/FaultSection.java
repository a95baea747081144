package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import stampede.report.Cell;
import stampede.report.Fault;
import stampede.report.Round;
import stampede.report.reading.FaultLine;
import stampede.report.reading.Numbers;

/** Handlers that were killed or stopped under flood, and what that cost the clients. */
final class FaultSection implements Section {
  private static final String UNRECORDED = "requests were not recorded";
  private static final String NONE_STRANDED = "no request was stranded";
  private static final String NOT_BACK = "not back before the measured window ended";

  @Override
  public String anchor() {
    return "faults";
  }

  @Override
  public String title() {
    return "Faults";
  }

  @Override
  public boolean isWanted(Reading reading) {
    return !FaultLine.of(reading.cells()).isEmpty();
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<FaultLine> lines = FaultLine.of(reading.cells());
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Prose(FaultLine.HOW_TO_READ));
    blocks.add(Column.table("What each server lost and stranded", totals(reading), lines));
    blocks.add(Column.folded("Every fault", strikes(reading), strikes(reading.cells())));
    return blocks;
  }

  private static List<Column<FaultLine>> totals(Reading reading) {
    return List.of(
        Column.words("server", "", l -> CellColumns.server(reading).entry().apply(l.cell())),
        Column.number("CPUs", "", l -> CellColumns.cpus().entry().apply(l.cell())),
        Column.words("load", "", l -> Entry.of(l.cell().load())),
        Column.words("fault", "as typed", l -> Entry.of(l.fault().asked())),
        Column.number("struck", "handlers, in all rounds", l -> count(l.fault().handlers())),
        Column.number("lost", "requests without an answer", l -> count(l.fault().lost())),
        Column.number(
            "stranded", "requests that waited for one away", l -> count(l.fault().stranded())),
        Column.number(
            "longest wait",
            "of a stranded request before it was accepted",
            l -> Entry.duration(l.fault().longestStrandedUs(), NONE_STRANDED)),
        Column.number(
            "replaced after",
            "median time until a killed handler's successor was there",
            l -> milliseconds(l.fault().replacedAfterMs(), NOT_BACK)));
  }

  private record Line(Cell cell, Round round, Fault fault) {}

  private static List<Line> strikes(List<Cell> cells) {
    List<Line> lines = new ArrayList<>();
    for (Cell cell : cells) {
      for (Round round : cell.rounds()) {
        round.faults().forEach(fault -> lines.add(new Line(cell, round, fault)));
      }
    }
    return lines;
  }

  private static List<Column<Line>> strikes(Reading reading) {
    return List.of(
        Column.words("server", "", l -> CellColumns.server(reading).entry().apply(l.cell())),
        Column.number("CPUs", "", l -> CellColumns.cpus().entry().apply(l.cell())),
        Column.number("round", "", l -> count(l.round().index() + 1L)),
        Column.words("fault", "", l -> Entry.of(l.fault().asked())),
        Column.number("at", "", l -> milliseconds(l.fault().atMs(), "")),
        Column.number("away for", "", l -> milliseconds(l.fault().lengthMs(), NOT_BACK)),
        Column.words("handlers", "", l -> Entry.of(joined(l.fault().handlers()))),
        Column.words("processes", "", l -> Entry.of(joined(l.fault().pids()))),
        Column.words("in service", "", l -> Entry.of(joined(l.fault().requestInService()))),
        Column.number("lost", "", l -> count(l.fault().lost())),
        Column.number("stranded", "", l -> count(l.fault().stranded())),
        Column.number(
            "longest wait", "", l -> Entry.duration(l.fault().longestStrandedUs(), NONE_STRANDED)));
  }

  private static Entry count(Long value) {
    return Entry.count(value, UNRECORDED);
  }

  private static Entry milliseconds(Double ms, String whyAbsent) {
    return Entry.duration(ms == null ? null : ms * 1e3, whyAbsent);
  }

  private static String joined(List<?> values) {
    return values.isEmpty()
        ? Numbers.ABSENT
        : String.join(", ", values.stream().map(String::valueOf).toList());
  }
}
