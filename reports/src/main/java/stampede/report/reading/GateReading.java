package stampede.report.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import stampede.report.gate.GateArm;
import stampede.report.gate.GateDesign;
import stampede.report.gate.GateDocument;
import stampede.report.gate.GatePair;
import stampede.report.gate.GateViolation;

/**
 * A gate in words, as all its renderings say it.
 *
 * @param document the gate
 */
public record GateReading(GateDocument document) {
  /** What a change means, for somebody who sees one for the first time. */
  public static final String HOW_TO_READ =
      "A change says how much worse the candidate is than the baseline, whatever is measured: +"
          + " means worse (fewer requests per second, longer latency), - means better. In brackets"
          + " stands the range in which the true change almost certainly lies. A metric fails when"
          + " it is surely worse and by no less than is tolerated, and passes when it surely is not"
          + " worse by that much; anything else is inconclusive, never a pass.";

  /** What a calibration means. */
  public static final String HOW_TO_READ_CALIBRATION =
      "The baseline was compared with itself, so every difference is noise of this machine. A gate"
          + " here cannot be trusted to notice a change smaller than the one said to be noticed;"
          + " where that is more than is tolerated, measure longer slices, more rounds, or on a"
          + " quieter machine.";

  /** The verdict in capitals, and what it comes to. */
  public String sentence() {
    return document.verdict().toUpperCase(Locale.ROOT) + ": " + explanation();
  }

  /** What it comes to, and whether it was ended early. */
  public String explanation() {
    return document.explanation() + (document.interrupted() ? " It was interrupted." : "");
  }

  /** What was compared. */
  public List<MetricReading> metrics() {
    return document.metrics().stream()
        .map(metric -> new MetricReading(metric, document.isCalibration()))
        .toList();
  }

  /** How changes or noise are to be read. */
  public String howToRead() {
    return document.isCalibration() ? HOW_TO_READ_CALIBRATION : HOW_TO_READ;
  }

  /** A server as it was typed. */
  public static String server(GateArm arm) {
    return arm.server().spec() == null ? arm.server().name() : arm.server().spec();
  }

  /** That figures of an arm were not measured now; empty when they were. */
  public static String stored(GateArm arm) {
    if (!arm.source().equals("stored")) {
      return "";
    }
    return "figures stored before%s, which is weaker than measuring both now"
        .formatted(arm.document() == null ? "" : " in " + arm.document());
  }

  /** What fails it outright. */
  public List<String> violations() {
    return document.violations().stream().map(GateReading::sentence).toList();
  }

  /** A violation in a sentence. */
  public static String sentence(GateViolation violation) {
    return "%s of the %s, %s: %s"
        .formatted(kind(violation), violation.arm(), violation.what(), violation.detail());
  }

  private static String kind(GateViolation violation) {
    return switch (violation.kind()) {
      case "unanswered" -> "unanswered requests";
      case "died" -> "death";
      default -> violation.kind();
    };
  }

  /** How many rounds count, and when it decides. */
  public String rounds() {
    GateDesign design = document.design();
    long left =
        document.pairs().size() - document.pairs().stream().filter(GatePair::counts).count();
    return "%s compared%s in %s; it decides after %s, and runs no more than %s%s."
        .formatted(
            Numbers.counted(document.rounds(), "round"),
            left == 0 ? "" : ", " + Numbers.count(left) + " left out,",
            Numbers.duration(document.durationS() * 1e6),
            looks(design),
            Numbers.count(design.mostRounds()),
            design.budgetS() == null
                ? ""
                : ", for %s at most".formatted(Numbers.duration(design.budgetS() * 1e6)));
  }

  private static String looks(GateDesign design) {
    return design.looks().isEmpty()
        ? "the last round"
        : design.looks().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** What each round did, load by load. */
  public String slices() {
    GateDesign design = document.design();
    String open =
        design.open() == null
            ? "latency at %s of the baseline's capacity"
                .formatted(Numbers.percent(design.openShare()))
            : "latency under %s".formatted(design.open());
    String arms =
        document.baseline().source().equals("stored")
            ? "Each round runs the candidate once,"
            : "Each round runs both servers once, either first in one of every two, each";
    return "%s started afresh: throughput under %s, then %s; work %s, warm-up %s."
        .formatted(
            arms,
            design.saturation(),
            open,
            design.work() == null ? Numbers.ABSENT : design.work(),
            Numbers.duration(design.warmupS() * 1e6));
  }

  /** Rounds that do not count, each with the reason. */
  public List<String> leftOut() {
    return document.pairs().stream()
        .filter(pair -> !pair.counts())
        .map(pair -> "round %d: %s".formatted(pair.round(), why(pair)))
        .toList();
  }

  private static String why(GatePair pair) {
    return pair.discarded() == null ? "not finished" : pair.discarded();
  }

  /** The noise, and what can be seen through it, in a sentence; empty when it is not known. */
  public List<String> noise() {
    String each =
        document.metrics().stream()
            .filter(metric -> metric.noisePercent() != null)
            .map(
                metric ->
                    "%s %s (%s)"
                        .formatted(
                            metric.name(),
                            Change.size(metric.noisePercent()),
                            Change.size(metric.smallestEffectPercent())))
            .collect(Collectors.joining(", "));
    return each.isEmpty()
        ? List.of()
        : List.of("of one round (and the smallest change noticed nine times in ten): " + each);
  }

  /** The command that does the same again, with the seed it had. */
  public String repeat() {
    return document.command().contains("--seed")
        ? document.command()
        : document.command() + " --seed " + document.seed();
  }

  /** As many of the texts as may be shown, and how many there are more. */
  public static List<String> first(List<String> texts, int most) {
    List<String> shown = new ArrayList<>(texts.subList(0, Math.min(most, texts.size())));
    if (texts.size() > most) {
      shown.add("and " + Numbers.count(texts.size() - most) + " more");
    }
    return shown;
  }
}
