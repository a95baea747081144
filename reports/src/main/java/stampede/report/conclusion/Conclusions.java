package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import stampede.report.RunDocument;

/**
 * What a run shows, in words, derived by rule. They rest on cells that are valid and not noisy, and
 * compare only such as were measured under equal conditions.
 *
 * @param kinds what each rule says that says anything, what is wrong first
 * @param advice what follows for somebody who has to choose; at least a sentence
 */
public record Conclusions(List<List<Conclusion>> kinds, List<String> advice) {
  /** In the order in which a reader should meet them. */
  private static final List<Rule> RULES =
      List.of(
          new AuditFailures(),
          new Unanswered(),
          new OnlyOne(),
          new MostRequests(),
          new LowestTail(),
          new LeastCpu(),
          new Herd(),
          new OneQueueOrMany(),
          new ProcessesOrThreads(),
          new MoreCpus(),
          new Unfairness(),
          new BufferOverflows(),
          new GeneratorLimit(),
          new Unsteady(),
          new FewRounds());

  private static final String SIMPLEST = "blocking";

  /** The rules that hold for a search too, whose floods are beyond what a server can do. */
  private static final List<Rule> OF_A_SEARCH = List.of(new AuditFailures());

  /** All that follows from a run. */
  public static Conclusions of(RunDocument document) {
    Grounds grounds = new Grounds(document);
    List<Rule> rules = document.search() == null ? RULES : OF_A_SEARCH;
    List<List<Conclusion>> kinds =
        rules.stream()
            .map(rule -> rule.conclusions(grounds))
            .filter(conclusions -> !conclusions.isEmpty())
            .toList();
    return new Conclusions(kinds, advice(grounds, kinds));
  }

  /** All of them in one list. */
  public List<Conclusion> all() {
    return kinds.stream().flatMap(List::stream).toList();
  }

  private static List<String> advice(Grounds grounds, List<List<Conclusion>> kinds) {
    List<Conclusion> all = kinds.stream().flatMap(List::stream).toList();
    List<String> advice =
        new ArrayList<>(
            all.stream()
                .filter(each -> each.advice().isPresent())
                .sorted(Comparator.comparing(Conclusion::strength))
                .map(Conclusions::hedged)
                .distinct()
                .toList());
    last(grounds, all, advice.isEmpty()).forEach(advice::add);
    return advice;
  }

  private static String hedged(Conclusion each) {
    String advice = each.advice().orElseThrow();
    return each.strength() == Strength.SHOWN
        ? advice
        : advice.substring(0, advice.length() - 1) + ": this run only hints at it.";
  }

  private static Stream<String> last(Grounds grounds, List<Conclusion> all, boolean none) {
    if (grounds.document().search() != null || grounds.cells().size() < 2) {
      return Stream.empty();
    }
    boolean wrong = all.stream().anyMatch(each -> each.strength() == Strength.WRONG);
    String own =
        " Measure again with your own work (`--work`) and load (`--load`) before you rely on it.";
    return Stream.of(
        none
            ? "This run gives no reason to prefer one of these servers%s: take %s."
                    .formatted(
                        wrong ? ", save that none is to be used of which something is wrong" : "",
                        simplest(grounds))
                + own
            : ("Where nothing above applies to you, the differences here are no "
                        + "reason to choose: take %s.")
                    .formatted(simplest(grounds))
                + own);
  }

  /** The strategy with the least to it, where it was measured and nothing is wrong with it. */
  private static String simplest(Grounds grounds) {
    return grounds.cells().stream()
        .filter(cell -> cell.server().name().equals(SIMPLEST) && Grounds.isBelieved(cell))
        .filter(cell -> cell.audit() != null && cell.audit().verdict().equals("pass"))
        .findFirst()
        .map(
            cell ->
                ("the simplest, `%s`, whose handlers all wait in accept, where the "
                            + "kernel wakes one of")
                        .formatted(SIMPLEST)
                    + " them for each request")
        .orElse("the one that is simplest for you");
  }
}
