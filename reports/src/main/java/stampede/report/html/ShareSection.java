package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import stampede.report.Cell;
import stampede.report.HandlerRow;
import stampede.report.Handlers;
import stampede.report.chart.ShareChart;
import stampede.report.reading.Numbers;

/** Who did the work: share per handler, and how even the shares are. */
final class ShareSection implements Section {
  private static final String UNKNOWN = "nothing is known of this server's handlers";

  @Override
  public String anchor() {
    return "share";
  }

  @Override
  public String title() {
    return "Share per handler";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "A fair spread is not always wanted: a server at half load may do best with few warm"
                + " handlers. But a handler that never gets a request, or one that gets most of"
                + " them, should be no surprise."));
    blocks.addAll(
        reading.eachConditions(
            anchor(),
            (id, cells) ->
                List.of(
                    Reading.figure(id + "-chart", new ShareChart(cells, reading.labels())),
                    Column.table("Share per handler", columns(reading), cells),
                    reading.isInFull()
                        ? Column.folded("Every handler", rowColumns(reading), lines(cells))
                        : new Block.Prose(Reading.TOO_MANY))));
    return blocks;
  }

  private static List<Column<Cell>> columns(Reading reading) {
    List<Column<Cell>> columns = new ArrayList<>(CellColumns.of(reading));
    columns.add(number("handlers", "handlers seen", h -> Entry.count(h.count(), "")));
    columns.add(
        number(
            "Jain index",
            "1: all equal; 1/handlers: one took all",
            h -> Entry.figure(h.jain(), "the accepts could not be told apart")));
    columns.add(number("least share", "", h -> part(shares(h).min(Double::compare).orElse(null))));
    columns.add(number("most share", "", h -> part(shares(h).max(Double::compare).orElse(null))));
    columns.add(number("got nothing", "handlers without a request", h -> idle(h)));
    columns.add(number("replaced", "died and were replaced", h -> Entry.defect(h.replaced())));
    return columns;
  }

  private static Column<Cell> number(String name, String meaning, Function<Handlers, Entry> entry) {
    return Column.number(
        name,
        meaning,
        cell -> cell.handlers() == null ? Entry.absent(UNKNOWN) : entry.apply(cell.handlers()));
  }

  private static Stream<Double> shares(Handlers handlers) {
    return handlers.share().stream().filter(Objects::nonNull);
  }

  private static Entry part(Double share) {
    return share == null
        ? Entry.absent("the accepts could not be told apart")
        : Entry.of(Numbers.percent(share));
  }

  private static Entry idle(Handlers handlers) {
    return handlers.share().isEmpty()
        ? Entry.absent("the accepts could not be told apart")
        : Entry.count(shares(handlers).filter(share -> share <= 0).count(), "");
  }

  private record Line(Cell cell, HandlerRow row) {}

  private static List<Line> lines(List<Cell> cells) {
    return cells.stream()
        .filter(cell -> cell.handlers() != null)
        .flatMap(cell -> cell.handlers().rows().stream().map(row -> new Line(cell, row)))
        .toList();
  }

  private static List<Column<Line>> rowColumns(Reading reading) {
    return List.of(
        Column.words("server", "", l -> CellColumns.server(reading).entry().apply(l.cell())),
        Column.number("CPUs", "", l -> CellColumns.cpus().entry().apply(l.cell())),
        Column.number("handler", "", l -> Entry.count(l.row().index(), "")),
        Column.number("pid", "", l -> Entry.of(String.valueOf(l.row().pid()))),
        Column.number("tid", "", l -> Entry.of(String.valueOf(l.row().tid()))),
        Column.number("accepts", "", l -> Entry.count(l.row().accepts(), "nobody counted them")),
        Column.number(
            "empty accepts", "", l -> Entry.count(l.row().emptyAccepts(), "nobody counted them")),
        Column.number(
            "wakeups",
            "",
            l -> Entry.count(l.row().wakeups(), "context switches could not be read")),
        Column.words(
            "seen on CPUs",
            "",
            l ->
                Entry.of(String.join(",", l.row().cpus().stream().map(String::valueOf).toList()))));
  }
}
