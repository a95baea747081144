package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.chart.ScalingChart;
import stampede.report.reading.Numbers;
import stampede.report.reading.Scalability;
import stampede.report.reading.Scaling;

/** Throughput against CPU count: what more CPUs brought, and the law it follows. */
final class ScalingBlocks {
  private ScalingBlocks() {}

  /** Of cells that compare; a sentence where no server was measured on several CPU counts. */
  static List<Block> of(Reading reading, String id, List<Cell> cells) {
    List<Scaling> all = Scaling.of(cells);
    if (all.isEmpty()) {
      return List.of(
          new Block.Prose(
              "No server was measured on more than one CPU count under this load, so nothing is"
                  + " said of what more CPUs bring."));
    }
    List<Block> blocks = new ArrayList<>();
    int number = 0;
    for (int i = 0; i < all.size(); i += ScalingChart.MOST_SERVERS) {
      List<Scaling> drawn = all.subList(i, Math.min(all.size(), i + ScalingChart.MOST_SERVERS));
      blocks.add(Reading.figure(id + "-" + ++number, new ScalingChart(drawn, reading.labels())));
    }
    blocks.add(Column.table("What more CPUs brought", columns(reading), all));
    blocks.add(
        new Block.Prose(
            "The Universal Scalability Law says why more CPUs bring less than they cost: sigma is"
                + " the part of the work that goes one after the other, kappa the price of every"
                + " CPU agreeing with every other. With kappa above 0 there is a number of CPUs"
                + " beyond which a server gets slower. It is fitted where a server was itself the"
                + " limit on"
                + " %d or more CPU counts, and left out where no curve comes near all points."
                    .formatted(Scalability.LEAST_COUNTS)));
    return blocks;
  }

  private static List<Column<Scaling>> columns(Reading reading) {
    return List.of(
        Column.words(
            "server", "", s -> CellColumns.server(reading).entry().apply(s.cells().getFirst())),
        Column.words("CPUs", "measured on", s -> Entry.of(counts(s))),
        Column.number(
            "gain",
            "throughput on the most CPUs over that on the fewest",
            s ->
                s.gain()
                    .map(gain -> Entry.of(Numbers.of(gain) + " x"))
                    .orElse(Entry.absent("no gain where one of the two cells is not ranked"))),
        Column.number("ideal", "", s -> Entry.of(Numbers.of(s.ideal()) + " x")),
        law("sigma", fit -> Optional.of(Numbers.of(fit.sigma()))),
        law("kappa", fit -> Optional.of(Numbers.of(fit.kappa()))),
        law("fastest on", fit -> fit.peakCpus().map(peak -> Numbers.of(peak) + " CPUs")),
        law("misses by", fit -> Optional.of(Numbers.percentage(fit.errorPercent()))));
  }

  private static Column<Scaling> law(
      String name, Function<Scalability.Fit, Optional<String>> figure) {
    return Column.number(
        name,
        "by the Universal Scalability Law",
        scaling ->
            switch (scaling.law()) {
              case Scalability.Fit fit ->
                  figure
                      .apply(fit)
                      .map(Entry::of)
                      .orElse(Entry.absent("kappa is 0, so there is no such number"));
              case Scalability.Refused(String why) -> Entry.absent(why);
            });
  }

  private static String counts(Scaling scaling) {
    return String.join(
        ", ",
        scaling.cells().stream().map(cell -> String.valueOf(cell.cpus())).distinct().toList());
  }
}
