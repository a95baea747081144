package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.chart.LatencyChart;
import stampede.report.chart.PhaseChart;
import stampede.report.reading.Phase;

/** How long requests took, in all and by phase, from the intended and from the actual start. */
final class LatencySection implements Section {
  private static final String FEW = "too few requests for this quantile";
  private static final String UNREPORTED = "the server does not report this phase";
  private static final String UNMEASURED = "no latency was measured";

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

  /** A distribution, what the table calls it, and why a cell may have none. */
  private record Told(Phase phase, String name, String whyAbsent) {
    Column<Cell> column(String quantile, Function<Quantiles, Double> value) {
      return Column.number(
          (name + " " + quantile).stripTrailing(),
          "",
          cell ->
              phase
                  .of(cell)
                  .map(quantiles -> Entry.duration(value.apply(quantiles), FEW))
                  .orElseGet(() -> Entry.absent(whyAbsent)));
    }
  }

  private static final Told TOTAL = new Told(Phase.TOTAL, "total", UNMEASURED);
  private static final Told CONNECT = new Told(Phase.CONNECT, "connect", UNMEASURED);
  private static final Told QUEUE = new Told(Phase.QUEUE, "queue", UNREPORTED);
  private static final Told SERVICE = new Told(Phase.SERVICE, "service", UNREPORTED);
  private static final Told ACTUAL = new Told(Phase.ACTUAL_TOTAL, "actual total", UNMEASURED);
  private static final Told LAG =
      new Told(Phase.LAG, "lag", "this load has no schedule to lag behind");

  private static List<Column<Cell>> columns(Reading reading) {
    List<Column<Cell>> columns = new ArrayList<>(CellColumns.of(reading));
    columns.add(TOTAL.column("p50", Quantiles::p50));
    columns.add(TOTAL.column("p90", Quantiles::p90));
    columns.add(TOTAL.column("p99", Quantiles::p99));
    columns.add(TOTAL.column("p99.9", Quantiles::p999));
    columns.add(TOTAL.column("longest", Quantiles::max));
    for (Told phase : List.of(CONNECT, QUEUE, SERVICE, ACTUAL)) {
      columns.add(phase.column("p50", Quantiles::p50));
      columns.add(phase.column("p99", Quantiles::p99));
    }
    columns.add(LAG.column("p99", Quantiles::p99));
    return columns;
  }

  private static List<Column<Cell>> means(Reading reading) {
    List<Column<Cell>> columns = new ArrayList<>(CellColumns.of(reading));
    for (Told phase : List.of(CONNECT, QUEUE, SERVICE, TOTAL)) {
      columns.add(phase.column("", Quantiles::mean));
    }
    return columns;
  }
}
