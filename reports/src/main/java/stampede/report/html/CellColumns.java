package stampede.report.html;

import java.util.List;
import stampede.report.Cell;

/** The columns with which every table about cells begins: which cell, and whether to believe it. */
final class CellColumns {
  private CellColumns() {}

  static List<Column<Cell>> of(Reading reading) {
    return List.of(server(reading), cpus(), validity());
  }

  static Column<Cell> server(Reading reading) {
    return Column.words(
        "server",
        "strategy or server, and its handlers",
        cell -> Entry.of(reading.label(cell)).linkedTo(reading.anchor(cell)));
  }

  static Column<Cell> cpus() {
    return Column.number(
        "CPUs", "processors the server had", cell -> Entry.of(String.valueOf(cell.cpus())));
  }

  static Column<Cell> validity() {
    return Column.words(
        "valid",
        "whether the figures can be believed",
        cell -> cell.valid() ? Entry.of("yes") : Entry.of("✕ no", Tone.BAD));
  }
}
