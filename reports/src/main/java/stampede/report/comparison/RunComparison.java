package stampede.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stampede.report.RunDocument;
import stampede.report.comparison.Comparison.Mood;
import stampede.report.comparison.Comparison.Part;
import stampede.report.comparison.FigureChange.Outcome;
import stampede.report.reading.Numbers;
import stampede.report.reading.Overall;

/**
 * Runs beside each other: each but the first against the first, cell by cell and figure by figure.
 * A change is told only where both cells are valid and were limited by their servers, and is called
 * better or worse only where the interval of 95% from the rounds leaves out that there is none.
 */
public final class RunComparison {
  /** How the tables are to be read. */
  static final String HOW_TO_READ =
      "Figures are medians of the rounds; p50 and p99 are of the latency from the intended start,"
          + " cpu/conn is the server's CPU time for a connection, wakeups are those for each"
          + " accept. A change is estimated from the ratios of all pairs of rounds (Hodges and"
          + " Lehmann), so it may differ a little from the ratio of the medians; the range behind"
          + " it holds the true change 95 times in 100 (Mann and Whitney), as far as rounds are"
          + " independent of each other. With three rounds in both no range is that sure: the"
          + " widest, from least to most, is right 9 times in 10. Four in both, or three against"
          + " five, are the least that can tell; a range that is less sure says how sure it is.";

  /** Why some changes are not told. */
  static final String NOT_TOLD =
      "Nothing is told of cells that are not valid, of a throughput that is only a lower bound, for"
          + " the load generator was the limit, and of one that is as offered by the schedule.";

  private RunComparison() {}

  /** Compares at least two runs. */
  public static Comparison of(List<NamedResult<RunDocument>> runs) {
    Circumstances circumstances = new Circumstances();
    runs.forEach(run -> circumstances.add(run.document().environment(), making(run.document())));
    List<PairOfRuns> others =
        runs.stream().skip(1).map(other -> PairOfRuns.of(runs.getFirst(), other)).toList();
    List<FigureChange> all = others.stream().flatMap(each -> each.changes().stream()).toList();
    List<String> warnings = new ArrayList<>(circumstances.warnings());
    runs.forEach(run -> addDoubts(run, warnings));
    List<Part> parts = new ArrayList<>();
    parts.add(
        circumstances.part(
            runs.stream().map(NamedResult::letter).toList(),
            runs.stream().map(NamedResult::source).toList()));
    others.forEach(each -> parts.add(each.part()));
    others.stream().flatMap(each -> each.onlyInOne().stream()).forEach(parts::add);
    return new Comparison(
        "Stampede: %d runs compared".formatted(runs.size()),
        sentence(all, others),
        mood(all, circumstances.sameMachine()),
        warnings,
        parts,
        PairOfRuns.HEADER,
        others.stream().flatMap(each -> each.rows().stream()).toList());
  }

  private static Map<String, String> making(RunDocument run) {
    Map<String, String> making = new LinkedHashMap<>();
    making.put("version", run.stampedeVersion());
    making.put("seed", String.valueOf(run.seed()));
    making.put("started", run.startedAt());
    making.put("command", run.command());
    making.put("preset", run.preset());
    return making;
  }

  /** What is wrong with a run by itself. */
  private static void addDoubts(NamedResult<RunDocument> run, List<String> warnings) {
    Overall overall = Overall.of(run.document());
    if (overall.outcome() == Overall.Outcome.FAIL
        || overall.outcome() == Overall.Outcome.INCONCLUSIVE) {
      warnings.add(
          "%s by itself is %s: %s".formatted(run.letter(), overall.outcome(), overall.sentence()));
    }
  }

  private static String sentence(List<FigureChange> all, List<PairOfRuns> others) {
    if (all.isEmpty()) {
      return "The runs have no cell in common: nothing can be compared.";
    }
    long told = all.stream().filter(change -> change.outcome().isTold()).count();
    String counts =
        "Of %s of %s, %s better, %s worse and %s not apart; %s cannot be told."
            .formatted(
                Numbers.counted(all.size(), "figure"),
                cells(others.stream().mapToLong(each -> each.matching().pairs().size()).sum()),
                verb(count(all, Outcome.BETTER)),
                verb(count(all, Outcome.WORSE)),
                verb(count(all, Outcome.NOT_APART)),
                Numbers.count(all.size() - told));
    return counts + chance(told) + tooFew(all);
  }

  private static String cells(long pairs) {
    return pairs == 1 ? "1 cell that both have" : Numbers.count(pairs) + " cells that both have";
  }

  private static String verb(long number) {
    return Numbers.count(number) + (number == 1 ? " is" : " are");
  }

  /** What luck alone would bring among so many ranges. */
  private static String chance(long told) {
    return told < 10
        ? ""
        : " Among %s ranges of 95 %% about %s would leave out the truth by chance."
            .formatted(Numbers.count(told), Numbers.count(Math.round(told * 0.05)));
  }

  private static String tooFew(List<FigureChange> all) {
    long few = count(all, Outcome.TOO_FEW);
    return few == 0
        ? ""
        : " For %s there are too few rounds to tell: run both with --rounds 5 or more."
            .formatted(Numbers.counted(few, "figure"));
  }

  private static long count(List<FigureChange> all, Outcome outcome) {
    return all.stream().filter(change -> change.outcome() == outcome).count();
  }

  private static Mood mood(List<FigureChange> all, boolean sameMachine) {
    long worse = count(all, Outcome.WORSE);
    boolean settled = all.stream().anyMatch(change -> change.outcome().isTold());
    if (!sameMachine || !settled) {
      return Mood.UNSURE;
    }
    return worse > 0 ? Mood.BAD : Mood.GOOD;
  }
}
