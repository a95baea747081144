package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.Round;
import stampede.report.chart.RoundsChart;
import stampede.report.reading.Numbers;

/** The samples behind every figure: one fresh start of the server each. */
final class RoundsSection implements Section {
  @Override
  public String anchor() {
    return "rounds";
  }

  @Override
  public String title() {
    return "Rounds";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "Each round starts the server afresh, warms it up and measures it once; the rounds of"
                + " all cells were run in one order drawn from the seed, so that slow drift of the"
                + " machine falls on all of them alike. Every request counts in the audit, but only"
                + " the round is a sample of speed."));
    blocks.addAll(
        reading.eachConditions(
            anchor(),
            (id, cells) ->
                List.of(
                    Reading.figure(id + "-chart", new RoundsChart(cells, reading.labels())),
                    Column.folded("Every round", columns(reading), lines(cells)))));
    return blocks;
  }

  private record Line(Cell cell, Round round) {}

  private static List<Line> lines(List<Cell> cells) {
    return cells.stream()
        .flatMap(cell -> cell.rounds().stream().map(round -> new Line(cell, round)))
        .toList();
  }

  private static List<Column<Line>> columns(Reading reading) {
    return List.of(
        Column.words("server", "", l -> CellColumns.server(reading).entry().apply(l.cell())),
        Column.number("CPUs", "", l -> CellColumns.cpus().entry().apply(l.cell())),
        round("round", r -> Entry.of(Numbers.count(r.index() + 1))),
        round("in order", r -> Entry.of(Numbers.count(r.order() + 1))),
        Column.words("valid", "", l -> valid(l.round())),
        round("offered per s", r -> Entry.figure(r.offeredPerS(), "a closed load offers no rate")),
        round("answered per s", r -> Entry.figure(r.throughputPerS(), "not measured")),
        round("p50", r -> latency(r, Quantiles::p50)),
        round("p99", r -> latency(r, Quantiles::p99)),
        round("invoked", r -> Entry.of(Numbers.count(r.requests().invoked()))),
        round("ok", r -> Entry.of(Numbers.count(r.requests().ok()))),
        Column.words(
            "audit",
            "",
            l ->
                l.round().audit() == null
                    ? Entry.absent("no audit was made of this round")
                    : Entry.of(l.round().audit().verdict())),
        Column.words("limited by", "", l -> Entry.of(l.round().limitedBy())),
        round("measured", r -> Entry.of(Numbers.duration(r.measuredS() * 1e6))),
        round("ready after", r -> Entry.of(Numbers.duration(r.readyMs() * 1e3))),
        Column.words(
            "why not valid", "", l -> Entry.of(String.join("; ", l.round().invalidReasons()))));
  }

  private static Column<Line> round(String name, Function<Round, Entry> entry) {
    return Column.number(name, "", line -> entry.apply(line.round()));
  }

  private static Entry valid(Round round) {
    return round.valid() ? Entry.of("yes") : Entry.of("✕ no", Tone.BAD);
  }

  private static Entry latency(Round round, Function<Quantiles, Double> quantile) {
    boolean known = round.latencyUs() != null && round.latencyUs().total() != null;
    return Entry.duration(
        known ? quantile.apply(round.latencyUs().total()) : null,
        "too few requests for this quantile");
  }
}
