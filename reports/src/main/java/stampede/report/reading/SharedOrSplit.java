package stampede.report.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.Latencies;
import stampede.report.Quantiles;
import stampede.report.Round;
import stampede.report.RunDocument;

/**
 * What a run says of one queue for all handlers against a queue for each. Conclusions follow from a
 * rule and never go beyond the data: only valid cells count, a side is better only when each of its
 * rounds is better than each round of the other by the 99th percentile of the whole latency, and a
 * single round shows nothing.
 */
public final class SharedOrSplit {
  /** The preset whose runs it reads. */
  public static final String PRESET = "shared-or-split";

  private static final int LEAST_ROUNDS = 2;

  /** How the shared queue did beside the split one. */
  public enum Outcome {
    BETTER,
    WORSE,
    NO_DIFFERENCE,
    UNKNOWN
  }

  private SharedOrSplit() {}

  /** Whether the run was made to answer this question. */
  public static boolean isAsked(RunDocument document) {
    return PRESET.equals(document.preset());
  }

  /** The figures of every cell whose address is known to be shared or split. */
  public static List<QueueFigures> figures(List<Cell> cells) {
    return cells.stream()
        .filter(cell -> QueueFigures.isSplit(cell).isPresent())
        .map(QueueFigures::of)
        .toList();
  }

  /**
   * What the run says.
   *
   * @param outcome of the shared queue
   * @param sentence the same in words, with its figures
   */
  public record Answer(Outcome outcome, String sentence) {}

  /** A sentence for each set of cells that compare, and one over all of them. */
  public static List<String> conclusions(RunDocument document) {
    return answers(document).stream().map(Answer::sentence).toList();
  }

  /** The same with what each sentence says. */
  public static List<Answer> answers(RunDocument document) {
    List<Answer> answers = new ArrayList<>();
    Outcome heavy = Outcome.UNKNOWN;
    Outcome tiny = Outcome.UNKNOWN;
    for (Map.Entry<Conditions, List<Cell>> group : Conditions.group(document.cells()).entrySet()) {
      Outcome outcome = outcome(group.getValue());
      boolean works = !group.getKey().work().equals("none");
      heavy = works ? outcome : heavy;
      tiny = works ? tiny : outcome;
      answers.add(new Answer(outcome, sentence(group.getKey(), group.getValue(), outcome)));
    }
    answers.add(over(heavy, tiny));
    return answers;
  }

  private static Answer over(Outcome heavy, Outcome tiny) {
    boolean splitHolds = tiny == Outcome.NO_DIFFERENCE || tiny == Outcome.WORSE;
    if (heavy == Outcome.BETTER && splitHolds) {
      return new Answer(
          heavy,
          "Both published findings are right, each for its own work: with work enough per"
              + " request the shared queue is better, and with next to none the split one is not"
              + " worse.");
    }
    if (heavy == Outcome.UNKNOWN || tiny == Outcome.UNKNOWN) {
      return new Answer(Outcome.UNKNOWN, "This run does not settle when which is better.");
    }
    return new Answer(Outcome.NO_DIFFERENCE, "This run does not show both published findings.");
  }

  /** Of those with the same number of CPUs; one that is unknown or at odds makes all unknown. */
  private static Outcome outcome(List<Cell> cells) {
    List<Cell> shared = valid(cells, false);
    List<Cell> split = valid(cells, true);
    Optional<Outcome> agreed = Optional.empty();
    for (Cell one : shared) {
      for (Cell other : split) {
        if (one.cpus() == other.cpus()) {
          Outcome outcome = compare(one, other);
          if (agreed.isPresent() && agreed.get() != outcome) {
            return Outcome.UNKNOWN;
          }
          agreed = Optional.of(outcome);
        }
      }
    }
    return agreed.orElse(Outcome.UNKNOWN);
  }

  private static Outcome compare(Cell shared, Cell split) {
    List<Double> ours = p99s(shared);
    List<Double> theirs = p99s(split);
    if (ours.size() < LEAST_ROUNDS || theirs.size() < LEAST_ROUNDS) {
      return Outcome.UNKNOWN;
    }
    if (most(ours) < least(theirs)) {
      return Outcome.BETTER;
    }
    return least(ours) > most(theirs) ? Outcome.WORSE : Outcome.NO_DIFFERENCE;
  }

  private static List<Double> p99s(Cell cell) {
    return cell.rounds().stream()
        .filter(Round::valid)
        .map(Round::latencyUs)
        .filter(latencies -> latencies != null && latencies.total() != null)
        .map(latencies -> latencies.total().p99())
        .filter(Numbers::isPresent)
        .toList();
  }

  private static double least(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private static double most(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private static List<Cell> valid(List<Cell> cells, boolean split) {
    return cells.stream()
        .filter(Cell::valid)
        .filter(cell -> QueueFigures.isSplit(cell).equals(Optional.of(split)))
        .toList();
  }

  private static String sentence(Conditions conditions, List<Cell> cells, Outcome outcome) {
    String begin = "With " + conditions.words() + ": ";
    if (outcome == Outcome.UNKNOWN) {
      return begin
          + "not known which is better, for that takes valid cells of both kinds with two or more"
          + " rounds each that agree.";
    }
    String figures =
        "p99 of the whole latency %s shared and %s split, mean %s and %s"
            .formatted(
                figure(cells, false, Quantiles::p99),
                figure(cells, true, Quantiles::p99),
                figure(cells, false, Quantiles::mean),
                figure(cells, true, Quantiles::mean));
    return begin
        + switch (outcome) {
          case BETTER -> "the shared queue was better in every round (" + figures + ").";
          case WORSE -> "the split address was better in every round (" + figures + ").";
          default -> "no difference that these rounds can show (" + figures + ").";
        };
  }

  private static String figure(
      List<Cell> cells, boolean split, Function<Quantiles, Double> quantile) {
    List<String> texts =
        valid(cells, split).stream()
            .map(Cell::latencyUs)
            .map(Latencies::total)
            .map(total -> Numbers.duration(quantile.apply(total)))
            .toList();
    return String.join(" / ", texts);
  }
}
