package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import stampede.report.Cell;
import stampede.report.LoadStep;
import stampede.report.TimelinePoint;
import stampede.report.WaitQuantiles;
import stampede.report.chart.PopulationChart;
import stampede.report.reading.PopulationCourse;

/** How populations that are not fixed followed their load. Left out where all of them are. */
final class PopulationSection implements Section {
  private static final int MOST_ROWS = 60;
  private static final String NO_STEPS = "not known for a load without steps, or never settled";
  private static final String NO_WAIT = "the wait was not recorded";
  private static final String NOT_SEEN = "the spawner told nothing of this interval";

  @Override
  public String anchor() {
    return "population";
  }

  @Override
  public String title() {
    return "Population over time";
  }

  @Override
  public boolean isWanted(Reading reading) {
    return !PopulationCourse.among(reading.cells()).isEmpty();
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<Cell> cells = PopulationCourse.among(reading.cells());
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "Here the spawner starts and stops handlers while requests come, by a policy. What is"
                + " shown is one round of each cell, the last valid one, for moments of different"
                + " rounds have no mean. The wait is what clients and handlers recorded of each"
                + " request: from when its connection stood until a handler had accepted it."));
    blocks.add(Column.table("Populations as a whole", columns(reading), cells));
    List<Line<LoadStep>> steps = lines(cells, Cell::steps);
    if (!steps.isEmpty()) {
      blocks.add(
          new Block.Prose(
              "A step is settled from the moment on from which the number of handlers stays within"
                  + " one, or a tenth, of its final number, and the 99th percentile of the wait"
                  + " keeps its target. The figures beside it are of the time after; where it never"
                  + " settled, of the whole step."));
      blocks.add(Column.table("Steps of the load", stepColumns(reading), steps));
    }
    for (int i = 0; i < cells.size(); i++) {
      String id = "population-chart-" + (i + 1);
      blocks.add(Reading.figure(id, new PopulationChart(cells.get(i), reading.labels())));
    }
    blocks.add(
        Column.folded(
            "Intervals, at most %d of each cell; run.json has them all".formatted(MOST_ROWS),
            pointColumns(reading),
            lines(cells, PopulationSection::thinned)));
    return blocks;
  }

  private static List<TimelinePoint> thinned(Cell cell) {
    int every = Math.ceilDiv(cell.timeline().size(), MOST_ROWS);
    return IntStream.range(0, cell.timeline().size())
        .filter(i -> i % every == 0)
        .mapToObj(cell.timeline()::get)
        .toList();
  }

  /** A part of a cell's course, with the cell. */
  private record Line<T>(Cell cell, T part) {}

  private static <T> List<Line<T>> lines(List<Cell> cells, Function<Cell, List<T>> parts) {
    return cells.stream()
        .flatMap(cell -> parts.apply(cell).stream().map(part -> new Line<>(cell, part)))
        .toList();
  }

  private static List<Column<Cell>> columns(Reading reading) {
    List<Column<Cell>> columns = new ArrayList<>(CellColumns.of(reading));
    columns.add(Column.words("load", "", cell -> Entry.of(cell.load())));
    columns.add(Column.number("fewest", "handlers", cell -> Entry.count(course(cell).least(), "")));
    columns.add(Column.number("mean", "handlers", cell -> Entry.figure(course(cell).mean(), "")));
    columns.add(Column.number("most", "handlers", cell -> Entry.count(course(cell).most(), "")));
    columns.add(
        Column.number(
            "wait p99",
            "after settling, of the worst step; under other loads of all requests",
            cell -> Entry.duration(course(cell).waitP99Us().orElse(null), NO_WAIT)));
    columns.add(
        Column.number(
            "target",
            "the wait to be kept",
            cell -> Entry.duration(course(cell).targetUs().orElse(null), "no target was set")));
    return columns;
  }

  private static PopulationCourse course(Cell cell) {
    return PopulationCourse.of(cell).orElseThrow();
  }

  private static List<Column<Line<LoadStep>>> stepColumns(Reading reading) {
    return List.of(
        Column.words("server", "", line -> CellColumns.server(reading).entry().apply(line.cell())),
        Column.number("CPUs", "", line -> CellColumns.cpus().entry().apply(line.cell())),
        Column.number("begins", "", line -> Entry.duration(line.part().atMs() * 1e3, "")),
        Column.number("requests per s", "", line -> Entry.figure(line.part().ratePerS(), "")),
        Column.number("settled after", "", line -> settled(line.part())),
        Column.number("handlers", "median", line -> Entry.figure(line.part().handlers(), NOT_SEEN)),
        Column.number("wait p99", "", line -> Entry.duration(line.part().waitP99Us(), NO_WAIT)));
  }

  private static Entry settled(LoadStep step) {
    return Entry.duration(
        Optional.ofNullable(step.settledAfterMs()).map(ms -> ms * 1e3).orElse(null), NO_STEPS);
  }

  private static List<Column<Line<TimelinePoint>>> pointColumns(Reading reading) {
    return List.of(
        Column.words("server", "", line -> CellColumns.server(reading).entry().apply(line.cell())),
        Column.number("CPUs", "", line -> CellColumns.cpus().entry().apply(line.cell())),
        Column.number("at", "", line -> Entry.duration(line.part().atMs() * 1e3, "")),
        Column.number("wanted", "", line -> Entry.count(line.part().wanted(), NOT_SEEN)),
        Column.number("handlers", "", line -> Entry.count(line.part().handlers(), NOT_SEEN)),
        Column.number("available", "", line -> Entry.figure(line.part().available(), NOT_SEEN)),
        Column.number("servicing", "", line -> Entry.figure(line.part().servicing(), NOT_SEEN)),
        Column.number("pending", "", line -> Entry.figure(line.part().pending(), NOT_SEEN)),
        Column.number("most pending", "", line -> Entry.count(line.part().maxPending(), NOT_SEEN)),
        Column.number(
            "offered per s",
            "",
            line -> Entry.figure(line.part().offeredPerS(), "a closed load offers no rate")),
        Column.number(
            "answered per s",
            "",
            line -> Entry.figure(line.part().throughputPerS(), "requests were not recorded")),
        Column.number("wait p50", "", line -> wait(line.part(), WaitQuantiles::p50)),
        Column.number("wait p99", "", line -> wait(line.part(), WaitQuantiles::p99)),
        Column.number(
            "server's estimate",
            "of the mean wait, by Little's law",
            line -> Entry.duration(line.part().waitEstimateUs(), NOT_SEEN)));
  }

  private static Entry wait(TimelinePoint point, Function<WaitQuantiles, Double> quantile) {
    return Entry.duration(point.waitUs() == null ? null : quantile.apply(point.waitUs()), NO_WAIT);
  }
}
