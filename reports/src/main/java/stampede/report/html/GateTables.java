package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import stampede.report.gate.GateDesign;
import stampede.report.gate.GateDocument;
import stampede.report.gate.GateFigures;
import stampede.report.gate.GatePair;
import stampede.report.reading.Change;
import stampede.report.reading.GateReading;
import stampede.report.reading.MetricReading;
import stampede.report.reading.Numbers;

/** The tables of a gate: its metrics, its rounds, its design. */
final class GateTables {
  private static final String TOO_FEW = "too few rounds count";
  private static final String NOT_MEASURED = "not measured in that round";

  private GateTables() {}

  static Block metrics(GateReading reading) {
    return Column.table(
        reading.document().isCalibration()
            ? "A and A again"
            : "A, the baseline, and B, the candidate",
        List.of(
            Column.words("metric", "", each -> Entry.of(each.name())),
            Column.number("A", "median of the rounds", each -> Entry.of(each.baseline())),
            Column.number("B", "median of the rounds", each -> Entry.of(each.candidate())),
            Column.number(
                "change (+ is worse)",
                "the estimate, and the range in which the true change lies",
                each -> Entry.of(Change.withBounds(each.metric()))),
            Column.number(
                "tolerated",
                "",
                each -> Entry.of(Change.tolerance(each.metric().tolerancePercent()))),
            Column.words("verdict", "", GateTables::verdict),
            Column.number(
                "noise of a round",
                "by how much one round differs from the next",
                each -> size(each.metric().noisePercent())),
            Column.number(
                "smallest noticed",
                "the smallest true change noticed nine times in ten",
                each -> size(each.metric().smallestEffectPercent()))),
        reading.metrics());
  }

  private static Entry verdict(MetricReading each) {
    Tone tone =
        each.metric().isAdvisory() ? Tone.PLAIN : ConformanceVerdict.tone(each.metric().verdict());
    return Entry.of(each.verdict(), tone);
  }

  private static Entry size(Double percent) {
    return percent == null ? Entry.absent(TOO_FEW) : Entry.of(Change.size(percent));
  }

  /** Every round, with what is odd about it. */
  static List<Block> rounds(GateDocument document) {
    GateReading reading = new GateReading(document);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Prose(reading.rounds()));
    if (document.pairs().isEmpty()) {
      return blocks;
    }
    List<Column<GatePair>> columns = new ArrayList<>();
    columns.add(Column.number("round", "", pair -> Entry.of(String.valueOf(pair.round()))));
    columns.add(Column.words("first", "which ran first", pair -> Entry.of(pair.first())));
    for (MetricReading metric : reading.metrics()) {
      columns.add(
          Column.number(
              metric.metric().name() + " A", "", pair -> figure(pair.baseline(), metric)));
      columns.add(
          Column.number(
              metric.metric().name() + " B", "", pair -> figure(pair.candidate(), metric)));
      columns.add(
          Column.number("change", metric.name() + ", + is worse", pair -> change(pair, metric)));
    }
    columns.add(Column.words("left out", "why it does not count", GateTables::leftOut));
    columns.add(Column.words("remarks", "", pair -> Entry.of(remarks(pair))));
    blocks.add(Column.table("Every round, in the order of time", columns, document.pairs()));
    return blocks;
  }

  private static Entry figure(GateFigures figures, MetricReading metric) {
    return Change.figure(figures, metric.metric())
        .map(value -> Entry.of(metric.figure(value)))
        .orElse(Entry.absent(NOT_MEASURED));
  }

  private static Entry change(GatePair pair, MetricReading metric) {
    return Change.of(pair, metric.metric())
        .map(percent -> Entry.of(Change.signed(percent)))
        .orElse(Entry.absent(NOT_MEASURED));
  }

  private static Entry leftOut(GatePair pair) {
    return pair.counts()
        ? Entry.of("")
        : Entry.of(pair.discarded() == null ? "not finished" : pair.discarded(), Tone.UNSURE);
  }

  private static String remarks(GatePair pair) {
    List<String> remarks = new ArrayList<>();
    remarks("A", pair.baseline()).ifPresent(remarks::add);
    remarks("B", pair.candidate()).ifPresent(remarks::add);
    return String.join(". ", remarks);
  }

  private static Optional<String> remarks(String arm, GateFigures figures) {
    if (figures == null) {
      return Optional.empty();
    }
    List<String> remarks = new ArrayList<>(figures.invalidReasons());
    if ("fail".equals(figures.audit())) {
      remarks.addFirst("the audit failed");
    }
    if (figures.unanswered() > 0) {
      remarks.add(
          "%s of %s not answered"
              .formatted(
                  Numbers.count(figures.unanswered()),
                  Numbers.counted(figures.requests(), "request")));
    }
    if ("generator".equals(figures.limitedBy())) {
      remarks.add("the load generator was the limit");
    }
    return remarks.isEmpty()
        ? Optional.empty()
        : Optional.of(arm + ": " + String.join("; ", remarks));
  }

  static List<Block> design(GateReading reading) {
    GateDocument document = reading.document();
    GateDesign design = document.design();
    return List.of(
        new Block.Prose(reading.slices()),
        new Block.Facts(
            List.of(
                new Block.Fact(
                    "A, the baseline",
                    arm(
                        GateReading.server(document.baseline()),
                        GateReading.stored(document.baseline()))),
                new Block.Fact(
                    "B, the candidate",
                    arm(
                        GateReading.server(document.candidate()),
                        GateReading.stored(document.candidate()))),
                new Block.Fact("load for throughput", design.saturation()),
                new Block.Fact("load for latency", known(design.open())),
                new Block.Fact("capacity of A", capacity(design)),
                new Block.Fact("slice for throughput", seconds(design.sliceS())),
                new Block.Fact("slice for latency", seconds(design.openSliceS())),
                new Block.Fact("warm-up before each", seconds(design.warmupS())),
                new Block.Fact("work of a request", known(design.work())),
                new Block.Fact("closing by", known(design.close())),
                new Block.Fact("CPUs of each server", Numbers.count(design.cpus())),
                new Block.Fact("a round took", seconds(design.roundS())),
                new Block.Fact(
                    "chance of a false fail",
                    "%s, where rounds are exchangeable".formatted(Numbers.percent(design.alpha()))),
                new Block.Fact("decides after", looks(design)),
                new Block.Fact("most rounds", Numbers.count(design.mostRounds())),
                new Block.Fact("time budget", seconds(design.budgetS())))));
  }

  private static String arm(String server, String stored) {
    return stored.isEmpty() ? server : server + " (" + stored + ")";
  }

  private static String capacity(GateDesign design) {
    return design.capacityPerS() == null
        ? Numbers.ABSENT
        : Numbers.of(design.capacityPerS()) + "/s";
  }

  private static String looks(GateDesign design) {
    return design.looks().isEmpty()
        ? Numbers.ABSENT
        : design.looks().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", "", " rounds"));
  }

  private static String seconds(Double seconds) {
    return seconds == null ? Numbers.ABSENT : Numbers.duration(seconds * 1e6);
  }

  static String known(String value) {
    return value == null ? Numbers.ABSENT : value;
  }
}
