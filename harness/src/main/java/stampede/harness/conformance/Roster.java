package stampede.harness.conformance;

import java.util.List;
import java.util.Optional;
import stampede.contract.Scoreboard;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.observe.ProcessState;

/**
 * Who was there before something was done to a server, to be held against who is there afterwards.
 *
 * @param pids its processes
 * @param replaced how many of its handlers had died and been replaced, where it shows that
 */
public record Roster(List<Integer> pids, long replaced) {
  /** Copies what may change. */
  public Roster {
    pids = List.copyOf(pids);
  }

  /** Those who are there now. */
  public static Roster of(Stage stage) {
    return new Roster(
        stage.server().pids(), stage.scoreboard().map(Scoreboard::replaced).orElse(0L));
  }

  /** The same without one who is to die; deaths are seen by the others' processes alone then. */
  public Roster except(int pid) {
    return new Roster(pids.stream().filter(each -> each != pid).toList(), Long.MAX_VALUE);
  }

  /** Who has died since, in words; empty when nobody has. */
  public Optional<String> losses(Stage stage) {
    if (!stage.server().isAlive()) {
      return Optional.of("the server died");
    }
    long more = of(stage).replaced() - replaced;
    List<Integer> gone = pids.stream().filter(ProcessState::isGone).toList();
    if (more > 0) {
      return Optional.of(more + " of its handlers died and were replaced");
    }
    return gone.isEmpty() ? Optional.empty() : Optional.of("its processes " + gone + " died");
  }

  /**
   * What is found when nobody was to die: a death, a request that the audit finds serviced wrongly,
   * or a server that serves no more, and only then whether the requirement {@code held}.
   */
  public Finding judge(Stage stage, boolean held, String expected, String observed) {
    Optional<String> losses = losses(stage);
    if (losses.isPresent()) {
      String sentence = losses.get() + "; " + observed;
      return stage.server().isAlive()
          ? Finding.broken(expected, sentence)
          : Finding.wrong(expected, sentence);
    }
    return judgeWithoutLosses(stage, held, expected, observed);
  }

  /** The same where handlers were killed on purpose. */
  public static Finding judgeWithoutLosses(
      Stage stage, boolean held, String expected, String observed) {
    if (!stage.exchanges()) {
      return Finding.wrong(expected, "it services no request any more; " + observed);
    }
    AuditVerdict audit = stage.audit(true);
    return audit.verdict() == AuditVerdict.Verdict.FAIL
        ? Finding.wrong(expected, observed + "; audit: " + audit.explanation())
        : Finding.that(held, expected, observed);
  }
}
