package stampede.report.html;

import java.util.List;
import stampede.report.reading.Expected;

/** What was expected of the figures, and what became of it. */
final class ExpectationSection implements Section {
  @Override
  public String anchor() {
    return "expectations";
  }

  @Override
  public String title() {
    return "Expectations";
  }

  @Override
  public boolean isWanted(Reading reading) {
    return !Expected.of(reading.document()).isEmpty();
  }

  @Override
  public List<Block> blocks(Reading reading) {
    return List.of(
        new Block.Prose(
            "A condition on a figure that is not known is not met. Figures that are not valid show"
                + " nothing either way; counts of requests are believed in every case."),
        Column.table("Every expectation", columns(reading), Expected.of(reading.document())));
  }

  private static List<Column<Expected>> columns(Reading reading) {
    return List.of(
        Column.words("server", "", e -> CellColumns.server(reading).entry().apply(e.cell())),
        Column.number("CPUs", "", e -> CellColumns.cpus().entry().apply(e.cell())),
        Column.words("load", "", e -> Entry.of(e.cell().load())),
        Column.words("expected", "", e -> Entry.of(e.expectation().condition())),
        Column.number("is", "", e -> Entry.of(e.value())),
        Column.words("outcome", "", e -> Entry.of(e.outcome(), tone(e))));
  }

  private static Tone tone(Expected each) {
    if (!each.expectation().believed()) {
      return Tone.UNSURE;
    }
    return each.expectation().met() ? Tone.GOOD : Tone.BAD;
  }
}
