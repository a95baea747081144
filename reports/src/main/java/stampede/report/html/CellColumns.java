package stampede.report.html;

import java.util.List;
import stampede.report.Cell;
import stampede.report.reading.Noise;

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
    return Column.words("valid", "whether the figures can be believed", CellColumns::validity);
  }

  private static Entry validity(Cell cell) {
    if (!cell.valid()) {
      return Entry.of("✕ no", Tone.BAD);
    }
    return Noise.of(cell)
        .map(noise -> new Entry("~ noisy", Tone.UNSURE, "", "", noise))
        .orElse(Entry.of("yes"));
  }
}
