package stampede.report.html;

import java.util.List;
import stampede.report.Search;
import stampede.report.SearchStep;
import stampede.report.reading.Numbers;

/** The highest rate that met the objective, and the curve that was walked to find it. */
final class SearchSection implements Section {
  private static final String TOO_FEW = "too few requests for this quantile";

  @Override
  public String anchor() {
    return "search";
  }

  @Override
  public String title() {
    return "The highest rate";
  }

  @Override
  public boolean isWanted(Reading reading) {
    return reading.document().search() != null;
  }

  @Override
  public List<Block> blocks(Reading reading) {
    Search search = reading.document().search();
    return List.of(
        new Block.Notice(search.confirmed() ? Tone.GOOD : Tone.UNSURE, search.explanation()),
        new Block.Prose(
            "Each line is one flood with "
                + search.arrivals()
                + " arrivals. A rate meets the objective when "
                + String.join(" and ", search.objective())
                + " and its figures are valid. The search brackets the highest such rate, narrows"
                + " the bracket, confirms what it found with fresh floods, and floods once more at"
                + " the rate above, which must not meet it."),
        Column.table("Every flood, in the order of time", columns(), search.steps()));
  }

  private static List<Column<SearchStep>> columns() {
    return List.of(
        Column.number("rate per s", "asked for", s -> Entry.of(Numbers.count(s.ratePerS()))),
        Column.number(
            "achieved per s", "begun", s -> Entry.figure(s.achievedPerS(), "not measured")),
        Column.number("p50", "", s -> Entry.duration(s.p50Us(), TOO_FEW)),
        Column.number("p99", "", s -> Entry.duration(s.p99Us(), TOO_FEW)),
        Column.number("errors", "requests not answered", s -> Entry.defect(s.errors())),
        Column.words("for", "what the flood was to show", s -> Entry.of(s.purpose())),
        Column.words(
            "objective",
            "",
            s -> s.met() ? Entry.of("met", Tone.GOOD) : Entry.of("not met: " + s.why())));
  }
}
