package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import stampede.report.Cell;
import stampede.report.HeatInterval;
import stampede.report.chart.HeatChart;
import stampede.report.reading.HeatReading;
import stampede.report.reading.Numbers;

/** Latency over time as a map, and as a table of counts. */
final class HeatBlocks {
  private static final int MOST_DRAWN = 100;
  private static final int MOST_ROWS = 25;

  private HeatBlocks() {}

  /** A sentence where the document has no counts to draw. */
  static List<Block> of(Reading reading, String id, Cell cell) {
    return HeatReading.of(cell, reading.share(MOST_DRAWN))
        .map(
            heat ->
                List.<Block>of(
                    Reading.figure(id, new HeatChart(cell, heat, reading.labels())),
                    table(HeatReading.of(cell, reading.share(MOST_ROWS)).orElseThrow())))
        .orElse(
            List.of(
                new Block.Prose(
                    "How latencies were spread over time was not recorded in this document, so"
                        + " there is no map of it.")));
  }

  private static Block table(HeatReading reading) {
    List<Column<HeatInterval>> columns = new ArrayList<>();
    columns.add(Column.words("at", "", each -> Entry.of(seconds(each.atS()))));
    columns.add(
        Column.number("requests", "that ended in it", each -> Entry.count(sum(each.counts()), "")));
    int each = Math.max(1, reading.heat().perDecade() / 2);
    for (int first = reading.firstBucket(); first <= reading.lastBucket(); first += each) {
      int from = first;
      int end = Math.min(first + each, reading.lastBucket() + 1);
      columns.add(
          Column.number(
              "up to " + Numbers.duration(reading.beginUs(end)),
              "and longer than the column before",
              interval -> Entry.count(count(interval, from, end), "")));
    }
    return Column.folded(
        "How many requests ended after how long, by interval", columns, reading.heat().intervals());
  }

  private static long count(HeatInterval interval, int from, int end) {
    return LongStream.range(from, end).map(k -> HeatReading.count(interval, (int) k)).sum();
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(count -> count == null ? 0 : count).sum();
  }

  private static String seconds(double s) {
    return Numbers.duration(s * 1e6);
  }
}
