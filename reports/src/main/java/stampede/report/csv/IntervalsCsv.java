package stampede.report.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stampede.report.Cell;
import stampede.report.Interval;
import stampede.report.Renderer;
import stampede.report.RunDocument;

/**
 * What the clients of a run saw over time, as a table: a line for each interval of each cell that
 * has a time series. A figure that is not known is empty. Source: RFC 4180.
 */
public final class IntervalsCsv implements Renderer<RunDocument> {
  private static final List<CsvColumn<Cell>> OF_CELL =
      List.of(
          new CsvColumn<>("cell", Cell::id),
          new CsvColumn<>("spec", cell -> cell.server().spec()),
          new CsvColumn<>("cpus", Cell::cpus),
          new CsvColumn<>("load", Cell::load),
          new CsvColumn<>("valid", Cell::valid));
  private static final List<CsvColumn<Interval>> OF_INTERVAL =
      List.of(
          new CsvColumn<>("atS", Interval::atS),
          new CsvColumn<>("lengthS", Interval::lengthS),
          new CsvColumn<>("throughputPerS", Interval::throughputPerS),
          new CsvColumn<>("p50Us", Interval::p50Us),
          new CsvColumn<>("p99Us", Interval::p99Us),
          new CsvColumn<>("maxUs", Interval::maxUs),
          new CsvColumn<>("errors", Interval::errors),
          new CsvColumn<>("inFlight", Interval::inFlight),
          new CsvColumn<>("queueDepth", Interval::queueDepth));

  /** The first line, without its end. */
  public static final String HEADER =
      OF_CELL.stream().map(CsvColumn::name).collect(Collectors.joining(","))
          + ","
          + OF_INTERVAL.stream().map(CsvColumn::name).collect(Collectors.joining(","));

  @Override
  public void render(RunDocument document, Appendable out) throws IOException {
    out.append(HEADER).append(Csv.END);
    for (Cell cell : document.cells()) {
      for (Interval interval : cell.intervals()) {
        List<String> entries = new ArrayList<>();
        OF_CELL.forEach(column -> entries.add(column.entry(cell)));
        OF_INTERVAL.forEach(column -> entries.add(column.entry(interval)));
        out.append(Csv.line(entries));
      }
    }
  }
}
