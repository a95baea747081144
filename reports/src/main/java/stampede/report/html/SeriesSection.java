package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.Interval;
import stampede.report.chart.SeriesChart;
import stampede.report.reading.CoarseIntervals;
import stampede.report.reading.Numbers;

/** Throughput and latency as they went by. Left out where no attempt was recorded. */
final class SeriesSection implements Section {
  private static final int MOST_ROWS = 60;

  /** Two user units of the picture each. */
  private static final int MOST_DRAWN = 285;

  private static final String UNRECORDED = "the record of attempts was full by then";
  private static final String NOTHING = "nothing ended in this interval, or it is not known";
  private static final String UNSEEN = "nobody saw the queue in this interval";

  @Override
  public String anchor() {
    return "over-time";
  }

  @Override
  public String title() {
    return "Over time";
  }

  @Override
  public boolean isWanted(Reading reading) {
    return !shown(reading).isEmpty();
  }

  private static List<Cell> shown(Reading reading) {
    return reading.cells().stream().filter(cell -> !cell.intervals().isEmpty()).toList();
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<Cell> cells = shown(reading);
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "What the clients saw, interval by interval, of one round of each cell, the last valid"
                + " one. A median over the whole window says nothing of when: a server that stalls"
                + " now and then shows it here as a fall of the rate and a peak of the latency. The"
                + " first intervals tell whether the warm-up was long enough."));
    if (!reading.isInFull()) {
      blocks.add(new Block.Prose(Reading.TOO_MANY));
    }
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      List<Block> own = blocks(cell, "over-time-chart-" + (i + 1), reading);
      if (cells.size() == 1) {
        blocks.addAll(own);
      } else {
        blocks.add(new Block.Fold(summary(cell, reading), own));
      }
    }
    return blocks;
  }

  private static String summary(Cell cell, Reading reading) {
    return "%s, %s, %s%s"
        .formatted(
            reading.label(cell),
            Numbers.counted(cell.cpus(), "CPU"),
            cell.load(),
            cell.valid() ? "" : " (not valid)");
  }

  private static List<Block> blocks(Cell cell, String id, Reading reading) {
    List<Interval> rows = CoarseIntervals.of(cell.intervals(), reading.share(MOST_ROWS));
    String caption =
        rows.size() == cell.intervals().size()
            ? "Intervals"
            : "Intervals, put together to "
                + rows.size()
                + ": mean rates, highest latencies; run.json has them all";
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Reading.figure(id, new SeriesChart(cell, reading.labels(), reading.share(MOST_DRAWN))));
    if (reading.isInFull()) {
      blocks.add(Column.folded(caption, columns(), rows));
      blocks.addAll(HeatBlocks.of(reading, id + "-heat", cell));
    }
    return blocks;
  }

  private static List<Column<Interval>> columns() {
    return List.of(
        Column.number(
            "at", "since the measurement began", each -> Entry.duration(each.atS() * 1e6, "")),
        Column.number(
            "answered per s", "", each -> Entry.figure(each.throughputPerS(), UNRECORDED)),
        latency("p50", Interval::p50Us),
        latency("p99", Interval::p99Us),
        latency("longest", Interval::maxUs),
        Column.number("errors", "", each -> Entry.count(each.errors(), UNRECORDED)),
        Column.number(
            "under way",
            "mean number of attempts",
            each -> Entry.figure(each.inFlight(), UNRECORDED)),
        Column.number(
            "pending",
            "mean number of requests in the buffer",
            each -> Entry.figure(each.queueDepth(), UNSEEN)));
  }

  private static Column<Interval> latency(String name, Function<Interval, Double> quantile) {
    return Column.number(
        name, "total, of what ended in it", each -> Entry.duration(quantile.apply(each), NOTHING));
  }
}
