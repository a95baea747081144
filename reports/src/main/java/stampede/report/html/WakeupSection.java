package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stampede.report.Cell;
import stampede.report.chart.WakeupChart;
import stampede.report.reading.Numbers;

/** What it costs to tell many of one request: the herd, as the kernel and as the server see it. */
final class WakeupSection implements Section {
  @Override
  public String anchor() {
    return "wakeups";
  }

  @Override
  public String title() {
    return "Wakeups and empty accepts";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "When several handlers are told of one request, one takes it and the others woke in"
                + " vain. Some of them try to accept and find nothing: an empty accept. Others are"
                + " put back to sleep inside the kernel before the server sees anything, so empty"
                + " accepts alone understate the herd: wakeups are counted by the kernel. The herd"
                + " shows best under a light load, when most handlers are asleep."));
    blocks.addAll(
        reading.eachConditions(
            anchor(),
            (id, cells) ->
                List.of(
                    Reading.figure(id + "-chart", new WakeupChart(cells, reading.labels())),
                    Column.table("Wakeups and empty accepts", columns(reading), cells))));
    return blocks;
  }

  private static List<Column<Cell>> columns(Reading reading) {
    List<Column<Cell>> columns = new ArrayList<>(CellColumns.of(reading));
    columns.add(
        Column.words(
            "declares to notify",
            "what the strategy says of itself",
            cell -> Entry.of(cell.server().notifies())));
    columns.add(
        Column.number(
            "handlers",
            "handlers seen",
            cell ->
                cell.handlers() == null
                    ? Entry.absent("nothing is known of this server's handlers")
                    : Entry.count(cell.handlers().count(), "")));
    columns.add(wakeups());
    columns.add(emptyAccepts());
    columns.add(
        Column.number(
            "woken part",
            "wakeups per accept as a part of all handlers",
            WakeupSection::wokenPart));
    return columns;
  }

  private static Column<Cell> wakeups() {
    return Column.number(
        "wakeups per accept",
        "voluntary context switches, counted by the kernel",
        cell ->
            Entry.figure(
                cell.handlers() == null ? null : cell.handlers().wakeupsPerAccept(),
                whyNoWakeups(cell)));
  }

  private static Column<Cell> emptyAccepts() {
    return Column.number(
        "empty accepts per accept",
        "attempts that found nothing, counted by the server",
        cell ->
            Entry.figure(
                cell.handlers() == null ? null : cell.handlers().emptyAcceptsPerAccept(),
                "the server does not count empty accepts"));
  }

  private static Entry wokenPart(Cell cell) {
    boolean known =
        cell.handlers() != null
            && cell.handlers().wakeupsPerAccept() != null
            && cell.handlers().count() > 0;
    return known
        ? Entry.of(Numbers.percent(cell.handlers().wakeupsPerAccept() / cell.handlers().count()))
        : Entry.absent(whyNoWakeups(cell));
  }

  private static String whyNoWakeups(Cell cell) {
    String sources =
        cell.kernel() == null
            ? ""
            : cell.kernel().unavailable().stream().collect(Collectors.joining("; "));
    return sources.isEmpty() ? "wakeups could not be counted" : "not available: " + sources;
  }
}
