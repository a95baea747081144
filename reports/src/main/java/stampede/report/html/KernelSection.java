package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.Kernel;
import stampede.report.reading.Numbers;

/** What the kernel saw without asking anybody. */
final class KernelSection implements Section {
  private static final String UNREAD = "this source could not be read here";

  @Override
  public String anchor() {
    return "kernel";
  }

  @Override
  public String title() {
    return "Kernel counters";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "The buffer of the well-known address is finite. When it is full the kernel counts an"
                + " overflow and drops the attempt; the client tries again after a second or more,"
                + " which shows as a SYN retransmit and as a very long connect. Steal is time the"
                + " hypervisor took away: figures made while it was high are not the server's."));
    blocks.addAll(
        reading.eachConditions(
            anchor(),
            (id, cells) -> List.of(Column.table("Kernel counters", columns(reading), cells))));
    List<String> unavailable =
        reading.cells().stream()
            .filter(cell -> cell.kernel() != null)
            .flatMap(cell -> cell.kernel().unavailable().stream())
            .distinct()
            .toList();
    if (!unavailable.isEmpty()) {
      blocks.add(new Block.Prose("Sources that could not be read, and why:"));
      blocks.add(new Block.Points(unavailable));
    }
    return blocks;
  }

  private static List<Column<Cell>> columns(Reading reading) {
    List<Column<Cell>> columns = new ArrayList<>(CellColumns.of(reading));
    columns.add(count("overflows", "connections that met a full buffer", Kernel::listenOverflows));
    columns.add(count("drops", "dropped at a listening socket", Kernel::listenDrops));
    columns.add(count("SYN retransmits", "connects tried again", Kernel::synRetransmits));
    columns.add(count("backlog", "limit of the buffer", Kernel::backlog));
    columns.add(count("deepest queue", "most pending at once", Kernel::maxQueueDepth));
    columns.add(
        Column.number(
            "mean queue",
            "mean of pending requests",
            cell ->
                Entry.figure(
                    cell.kernel() == null ? null : cell.kernel().meanQueueDepth(), UNREAD)));
    columns.add(
        Column.number(
            "steal",
            "time taken by the hypervisor",
            cell -> {
              Double steal = cell.kernel() == null ? null : cell.kernel().stealPercent();
              return steal == null ? Entry.absent(UNREAD) : Entry.of(Numbers.percentage(steal));
            }));
    return columns;
  }

  private static Column<Cell> count(
      String name, String meaning, Function<Kernel, ? extends Number> count) {
    return Column.number(
        name,
        meaning,
        cell -> Entry.count(cell.kernel() == null ? null : count.apply(cell.kernel()), UNREAD));
  }
}
