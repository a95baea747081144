package stampede.report.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stampede.report.Cell;
import stampede.report.Renderer;
import stampede.report.Round;
import stampede.report.RunDocument;

/**
 * A run as a table: a line for each cell with every figure that is one number, as the document has
 * it; one that is not known is empty. Runs one after another are a history. Source: RFC 4180.
 */
public final class RunCsv implements Renderer<RunDocument> {
  private static final List<CsvColumn<Cell>> OF_CELL = columns();

  /** The first line, without its end. */
  public static final String HEADER =
      "startedAt,seed,stampedeVersion,"
          + OF_CELL.stream().map(CsvColumn::name).collect(Collectors.joining(","));

  @Override
  public void render(RunDocument document, Appendable out) throws IOException {
    out.append(HEADER).append(Csv.END).append(lines(document));
  }

  /** The lines without the header, each with its end; empty when no cell was finished. */
  static String lines(RunDocument document) {
    StringBuilder lines = new StringBuilder();
    for (Cell cell : document.cells()) {
      List<String> entries = new ArrayList<>();
      entries.add(document.startedAt());
      entries.add(Long.toString(document.seed()));
      entries.add(document.stampedeVersion());
      OF_CELL.forEach(column -> entries.add(column.entry(cell)));
      lines.append(Csv.line(entries));
    }
    return lines.toString();
  }

  private static List<CsvColumn<Cell>> columns() {
    List<CsvColumn<Cell>> all = new ArrayList<>();
    all.add(new CsvColumn<>("cell", Cell::id));
    all.add(new CsvColumn<>("server", cell -> cell.server().name()));
    all.add(new CsvColumn<>("spec", cell -> cell.server().spec()));
    all.add(new CsvColumn<>("as", cell -> cell.server().as()));
    all.add(new CsvColumn<>("handlers", cell -> cell.server().handlers()));
    all.add(new CsvColumn<>("threads", cell -> cell.server().threads()));
    all.add(new CsvColumn<>("address", cell -> cell.server().address()));
    all.add(new CsvColumn<>("cpus", Cell::cpus));
    all.add(new CsvColumn<>("cpusShared", Cell::cpusShared));
    all.add(new CsvColumn<>("load", Cell::load));
    all.add(new CsvColumn<>("work", Cell::work));
    all.add(new CsvColumn<>("close", Cell::close));
    all.add(new CsvColumn<>("engine", Cell::engine));
    all.add(new CsvColumn<>("durationS", Cell::durationS));
    all.add(new CsvColumn<>("valid", Cell::valid));
    all.add(new CsvColumn<>("limitedBy", Cell::limitedBy));
    all.add(new CsvColumn<>("rounds", cell -> cell.rounds().size()));
    all.add(new CsvColumn<>("validRounds", c -> c.rounds().stream().filter(Round::valid).count()));
    all.addAll(CellFigureColumns.rates());
    all.addAll(CellFigureColumns.latencies());
    all.addAll(CellFigureColumns.counts());
    return List.copyOf(all);
  }
}
