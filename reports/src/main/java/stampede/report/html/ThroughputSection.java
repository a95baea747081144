package stampede.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.Spread;
import stampede.report.chart.ThroughputChart;
import stampede.report.reading.Numbers;
import stampede.report.reading.Standing;

/** How many requests per second each server answered, and what more CPUs brought. */
final class ThroughputSection implements Section {
  @Override
  public String anchor() {
    return "throughput";
  }

  @Override
  public String title() {
    return "Throughput";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "Requests answered per second: the median of the rounds. Only cells under the same"
                + " load, work and way of closing compare. A place is given among cells with the"
                + " same number of CPUs that are valid and were limited by their server. Where the"
                + " load generator was the limit the figure says “at least”, and under a schedule a"
                + " server can do no more than it is asked: compare those by CPU time and"
                + " latency. Places whose rounds overlap are not really apart."));
    blocks.addAll(
        reading.eachConditions(
            anchor(),
            (id, cells) -> {
              List<Block> own = new ArrayList<>();
              own.add(Reading.figure(id + "-chart", new ThroughputChart(cells, reading.labels())));
              own.add(Column.table("Throughput", columns(reading, cells), cells));
              own.addAll(ScalingBlocks.of(reading, id + "-scaling", cells));
              return own;
            }));
    return blocks;
  }

  private static List<Column<Cell>> columns(Reading reading, List<Cell> comparable) {
    List<Column<Cell>> columns = new ArrayList<>(CellColumns.of(reading));
    columns.add(Column.number("per second", "median of the rounds", ThroughputSection::figure));
    columns.add(Column.number("rounds from – to", "least and most", ThroughputSection::spread));
    columns.add(
        Column.number(
            "place",
            "1 is the fastest of those that may be ranked",
            cell -> place(cell, comparable)));
    columns.add(
        Column.number(
            "against fewest CPUs",
            "throughput as a multiple of the same server's on the fewest CPUs",
            cell -> gain(cell, comparable)));
    columns.add(Column.words("limited by", "what held it back", ThroughputSection::limit));
    columns.add(
        Column.words(
            "CPU ids: server | load",
            "the processors themselves",
            cell ->
                Entry.of(
                    ids(cell.serverCpuIds())
                        + " | "
                        + ids(cell.loadCpuIds())
                        + (cell.cpusShared() ? " (shared)" : ""))));
    return columns;
  }

  private static Entry figure(Cell cell) {
    if (cell.throughputPerS() == null) {
      return Entry.absent("no round gave a throughput");
    }
    String figure = Numbers.of(cell.throughputPerS());
    return Entry.of(Standing.of(cell) == Standing.AT_LEAST ? "at least " + figure : figure);
  }

  private static Entry spread(Cell cell) {
    Spread spread = cell.throughputSpread();
    return spread == null
        ? Entry.absent("no spread: too few rounds")
        : Entry.of(Numbers.of(spread.min()) + " – " + Numbers.of(spread.max()));
  }

  private static Entry place(Cell cell, List<Cell> comparable) {
    return Standing.rank(cell, comparable)
        .map(place -> Entry.of(place + " of " + ranked(cell, comparable)))
        .orElseGet(() -> Entry.absent("no place where " + whyUnranked(cell)));
  }

  private static long ranked(Cell cell, List<Cell> comparable) {
    return comparable.stream().filter(c -> c.cpus() == cell.cpus() && Standing.isRanked(c)).count();
  }

  private static String whyUnranked(Cell cell) {
    return switch (Standing.of(cell)) {
      case AT_LEAST -> "the load generator was the limit";
      case AS_OFFERED -> "the schedule was the limit";
      case UNKNOWN -> "what the limit was is not known";
      case MEASURED -> "the cell is noisy";
      case NONE -> cell.valid() ? "there is no figure" : "the cell is not valid";
    };
  }

  private static Entry gain(Cell cell, List<Cell> comparable) {
    Optional<Cell> fewest =
        comparable.stream()
            .filter(c -> c.server().equals(cell.server()))
            .min(Comparator.comparingInt(Cell::cpus));
    if (fewest.isEmpty() || fewest.get().cpus() == cell.cpus()) {
      return Entry.absent("no gain on the fewest CPUs a server had");
    }
    if (!Standing.isRanked(cell) || !Standing.isRanked(fewest.get())) {
      return Entry.absent("no gain where one of the two cells is not ranked");
    }
    double gain = cell.throughputPerS() / fewest.get().throughputPerS();
    return Entry.figure(Double.isFinite(gain) ? gain : null, "the server answered nothing");
  }

  private static Entry limit(Cell cell) {
    return Entry.of(cell.limitedBy() == null ? "unknown" : cell.limitedBy());
  }

  private static String ids(List<Integer> ids) {
    return ids.isEmpty()
        ? Numbers.ABSENT
        : String.join(",", ids.stream().map(String::valueOf).toList());
  }
}
