package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.Latencies;
import stampede.report.Quantiles;
import stampede.report.chart.LatencyChart;
import stampede.report.chart.PhaseChart;

/** How long requests took, in all and by phase, from the intended and from the actual start. */
final class LatencySection implements Section {
  private static final String FEW = "too few requests for this quantile";
  private static final String UNREPORTED = "the server does not report this phase";

  @Override
  public String anchor() {
    return "latency";
  }

  @Override
  public String title() {
    return "Latency";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "Latency counts from the moment the schedule meant a request to start, so a client that"
                + " is held up cannot hide the wait. The phases: connect, until the connection"
                + " stands; queue, in the buffer until a handler accepted; service, from accept to"
                + " answer; total, all of it. “Actual” counts from the real start, and “lag” is the"
                + " difference: where it is large, the load generator was late. p99 is the latency"
                + " that 99 of 100 requests stayed below."));
    blocks.addAll(
        reading.eachConditions(
            anchor(),
            (id, cells) ->
                List.of(
                    Reading.figure(id + "-chart", new LatencyChart(cells, reading.labels())),
                    Column.table("Latency", columns(reading), cells),
                    Reading.figure(id + "-phases", new PhaseChart(cells, reading.labels())),
                    Column.table("Mean latency by phase", means(reading), cells))));
    return blocks;
  }

  private static List<Column<Cell>> columns(Reading reading) {
    List<Column<Cell>> columns = new ArrayList<>(CellColumns.of(reading));
    columns.add(quantile("total p50", LatencySection::total, Quantiles::p50));
    columns.add(quantile("p90", LatencySection::total, Quantiles::p90));
    columns.add(quantile("p99", LatencySection::total, Quantiles::p99));
    columns.add(quantile("p99.9", LatencySection::total, Quantiles::p999));
    columns.add(quantile("longest", LatencySection::total, Quantiles::max));
    columns.add(quantile("connect p50", phase(Latencies::connect), Quantiles::p50));
    columns.add(quantile("p99", phase(Latencies::connect), Quantiles::p99));
    columns.add(quantile("queue p50", phase(Latencies::queue), Quantiles::p50));
    columns.add(quantile("p99", phase(Latencies::queue), Quantiles::p99));
    columns.add(quantile("service p50", phase(Latencies::service), Quantiles::p50));
    columns.add(quantile("p99", phase(Latencies::service), Quantiles::p99));
    columns.add(quantile("actual total p50", LatencySection::actual, Quantiles::p50));
    columns.add(quantile("p99", LatencySection::actual, Quantiles::p99));
    columns.add(
        Column.number(
            "lag p99",
            "actual minus intended start",
            cell ->
                cell.lagUs() == null
                    ? Entry.absent("this load has no schedule to lag behind")
                    : Entry.duration(cell.lagUs().p99(), FEW)));
    return columns;
  }

  private static List<Column<Cell>> means(Reading reading) {
    List<Column<Cell>> columns = new ArrayList<>(CellColumns.of(reading));
    columns.add(quantile("connect", phase(Latencies::connect), Quantiles::mean));
    columns.add(quantile("queue", phase(Latencies::queue), Quantiles::mean));
    columns.add(quantile("service", phase(Latencies::service), Quantiles::mean));
    columns.add(quantile("total", LatencySection::total, Quantiles::mean));
    return columns;
  }

  private static Column<Cell> quantile(
      String name, Function<Cell, Quantiles> phase, Function<Quantiles, Double> quantile) {
    return Column.number(
        name,
        "",
        cell -> {
          Quantiles quantiles = phase.apply(cell);
          return quantiles == null
              ? Entry.absent(UNREPORTED)
              : Entry.duration(quantile.apply(quantiles), FEW);
        });
  }

  private static Function<Cell, Quantiles> phase(Function<Latencies, Quantiles> phase) {
    return cell -> cell.latencyUs() == null ? null : phase.apply(cell.latencyUs());
  }

  private static Quantiles total(Cell cell) {
    return cell.latencyUs() == null ? null : cell.latencyUs().total();
  }

  private static Quantiles actual(Cell cell) {
    return cell.latencyFromActualUs() == null ? null : cell.latencyFromActualUs().total();
  }
}
