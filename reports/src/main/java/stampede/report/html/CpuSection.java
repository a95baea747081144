package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.CpuPerConnection;
import stampede.report.Kernel;
import stampede.report.chart.CpuChart;
import stampede.report.reading.Numbers;

/** What one connection costs in CPU time. */
final class CpuSection implements Section {
  @Override
  public String anchor() {
    return "cpu";
  }

  @Override
  public String title() {
    return "CPU time per connection";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "The steadiest way to compare strategies, for it hardly depends on who was the limit."
                + " On one machine, much of the kernel's work for the server's side of a connection"
                + " runs on the client's CPU and is counted there."));
    blocks.addAll(
        reading.eachConditions(
            anchor(),
            (id, cells) ->
                List.of(
                    Reading.figure(id + "-chart", new CpuChart(cells, reading.labels())),
                    Column.table("CPU time per connection", columns(reading), cells))));
    return blocks;
  }

  private static List<Column<Cell>> columns(Reading reading) {
    List<Column<Cell>> columns = new ArrayList<>(CellColumns.of(reading));
    columns.add(cpu("server", CpuPerConnection::server));
    columns.add(cpu("load generator", CpuPerConnection::generator));
    columns.add(busy("server's CPUs busy", Kernel::serverCpuBusyPercent));
    columns.add(busy("generator's CPUs busy", Kernel::loadCpuBusyPercent));
    columns.add(
        Column.words(
            "limited by",
            "what held the throughput back",
            cell -> Entry.of(cell.limitedBy() == null ? "unknown" : cell.limitedBy())));
    return columns;
  }

  private static Column<Cell> cpu(String name, Function<CpuPerConnection, Double> part) {
    return Column.number(
        name,
        "CPU time per connection, user and kernel",
        cell ->
            Entry.duration(
                cell.cpuUsPerConnection() == null ? null : part.apply(cell.cpuUsPerConnection()),
                "CPU time was not measured"));
  }

  private static Column<Cell> busy(String name, Function<Kernel, Double> percent) {
    return Column.number(
        name,
        "part of the measured time these CPUs were not idle",
        cell -> {
          Double value = cell.kernel() == null ? null : percent.apply(cell.kernel());
          return value == null
              ? Entry.absent("how busy the CPUs were was not measured")
              : Entry.of(Numbers.percentage(value));
        });
  }
}
